#define HOMEOSTAT_KERNEL baseline
#define HOMEOSTAT_VECTOR_BYTES 16
#include "core/ei/multi_unit_kernel.inl"
