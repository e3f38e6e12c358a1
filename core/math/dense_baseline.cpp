#define HOMEOSTAT_KERNEL baseline
#define HOMEOSTAT_VECTOR_BYTES 16
#define HOMEOSTAT_GROUP 4
#define HOMEOSTAT_LEFT_GROUPS 1
#include "core/math/dense_kernel.inl"
