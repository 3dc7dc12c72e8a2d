/** Its providers and their workers. */
@NullMarked
package cn.siduan.demo.provider;

import org.jspecify.annotations.NullMarked;
