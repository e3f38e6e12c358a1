// How much of a long test is run: all of it, except under a sanitizer, where the same code on fewer
// cases shows as much.
#pragma once

#include <QtGlobal>

namespace homeostat::test {

/// Whether programs run several times slower than users' do.
inline bool is_slow() { return qEnvironmentVariableIsSet("HOMEOSTAT_SLOW"); }

/// `all`, or when programs are slow `some`.
template <class T>
T patient(T all, T some) {
  return is_slow() ? some : all;
}

}  // namespace homeostat::test
