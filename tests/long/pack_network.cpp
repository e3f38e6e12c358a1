// pack_network CHECKPOINT FILE: a network as it is shipped, its weights in bytes, without its rows.
#include <cstdio>
#include <exception>

#include "core/lab/network_file.h"

using namespace homeostat;

int main(int count, char** arguments) {
  if (count != 3) {
    std::fprintf(stderr, "usage: pack_network CHECKPOINT FILE\n");
    return 2;
  }
  try {
    lab::NetworkFile network = lab::load_network(arguments[1]);
    network.rows.clear();
    save_network(network, lab::WeightPrecision::byte, arguments[2]);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "pack_network: %s\n", error.what());
    return 1;
  }
  return 0;
}
