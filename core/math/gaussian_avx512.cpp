#define HOMEOSTAT_KERNEL avx512
#include "core/math/gaussian_kernel.inl"
