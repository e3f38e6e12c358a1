#define HOMEOSTAT_KERNEL baseline
#define HOMEOSTAT_VECTOR_BYTES 16
#define HOMEOSTAT_REAL double
#include "core/ei/multi_unit_kernel.inl"
