#define HOMEOSTAT_KERNEL baseline
#define HOMEOSTAT_VECTOR_BYTES 16
#include "core/math/gaussian_kernel.inl"
