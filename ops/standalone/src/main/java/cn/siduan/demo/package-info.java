/** An invented district to show Siduan with: pure values, the same from the same seed. */
@NullMarked
package cn.siduan.demo;

import org.jspecify.annotations.NullMarked;
