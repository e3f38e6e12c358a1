#define HOMEOSTAT_KERNEL avx512
#define HOMEOSTAT_VECTOR_BYTES 64
#define HOMEOSTAT_GROUP 8
#define HOMEOSTAT_LEFT_GROUPS 3
#include "core/math/dense_kernel.inl"
