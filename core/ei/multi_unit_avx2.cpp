#define HOMEOSTAT_KERNEL avx2
#define HOMEOSTAT_VECTOR_BYTES 32
#define HOMEOSTAT_REAL double
#include "core/ei/multi_unit_kernel.inl"
