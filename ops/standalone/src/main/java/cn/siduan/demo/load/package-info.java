/** Writes the invented district into a database, its orders with their whole history. */
@NullMarked
package cn.siduan.demo.load;

import org.jspecify.annotations.NullMarked;
