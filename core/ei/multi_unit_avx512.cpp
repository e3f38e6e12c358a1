#define HOMEOSTAT_KERNEL avx512
#define HOMEOSTAT_VECTOR_BYTES 64
#define HOMEOSTAT_REAL double
#include "core/ei/multi_unit_kernel.inl"
