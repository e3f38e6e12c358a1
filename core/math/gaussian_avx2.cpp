#define HOMEOSTAT_KERNEL avx2
#include "core/math/gaussian_kernel.inl"
