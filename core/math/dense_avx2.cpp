#define HOMEOSTAT_KERNEL avx2
#define HOMEOSTAT_VECTOR_BYTES 32
#define HOMEOSTAT_GROUP 4
#define HOMEOSTAT_LEFT_GROUPS 3
#include "core/math/dense_kernel.inl"
