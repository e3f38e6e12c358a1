#define HOMEOSTAT_KERNEL avx512
#define HOMEOSTAT_VECTOR_BYTES 64
#include "core/ei/rate_lanes_kernel.inl"
