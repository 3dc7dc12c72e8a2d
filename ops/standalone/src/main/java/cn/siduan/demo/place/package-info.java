/** The ground of the invented district: areas that tile it, and estates with addresses. */
@NullMarked
package cn.siduan.demo.place;

import org.jspecify.annotations.NullMarked;
