#define HOMEOSTAT_KERNEL baseline
#include "core/math/gaussian_kernel.inl"
