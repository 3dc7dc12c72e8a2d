/** The staff of its centres and providers who log in. */
@NullMarked
package cn.siduan.demo.staff;

import org.jspecify.annotations.NullMarked;
