/** Its residents and the households they live in. */
@NullMarked
package cn.siduan.demo.people;

import org.jspecify.annotations.NullMarked;
