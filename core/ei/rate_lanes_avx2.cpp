#define HOMEOSTAT_KERNEL avx2
#define HOMEOSTAT_VECTOR_BYTES 32
#include "core/ei/rate_lanes_kernel.inl"
