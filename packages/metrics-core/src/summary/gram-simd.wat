;; Sums of products of byte columns, 8 rows at a time. `gram-simd.ts` says what it is for and puts the columns in place.
;;
;; Memory, in bytes: at 0 the top of each of up to 64 columns, one byte each; at 1024 the columns, 2048 rows each; at 132096 the same in words
;; of 16 bits, behind a column of ones; at 410624 the sums, rows of 68.
(module
  (memory (export "memory") 7)

  ;; Widens the columns. A row with a byte above the top of its column is 0 in all of them, also in the column of ones.
  ;; rows: a multiple of 16
  (func (export "widen") (param $columns i32) (param $rows i32)
    (local $row i32) (local $column i32) (local $from i32) (local $to i32)
    (local $gaps v128) (local $bytes v128)
    (loop $rows_left
      (local.set $gaps (v128.const i32x4 0 0 0 0))
      (local.set $column (i32.const 0))
      (local.set $from (local.get $row))
      (loop $columns_left
        (local.set $gaps
          (v128.or (local.get $gaps)
            (i8x16.gt_u (v128.load offset=1024 (local.get $from)) (v128.load8_splat (local.get $column)))))
        (local.set $from (i32.add (local.get $from) (i32.const 2048)))
        (br_if $columns_left
          (i32.lt_u (local.tee $column (i32.add (local.get $column) (i32.const 1))) (local.get $columns))))
      (local.set $bytes (v128.andnot (i8x16.splat (i32.const 1)) (local.get $gaps)))
      (local.set $column (i32.const 0))
      (local.set $from (local.get $row))
      (local.set $to (i32.shl (local.get $row) (i32.const 1)))
      (loop $columns_left
        (v128.store offset=132096 (local.get $to) (i16x8.extend_low_i8x16_u (local.get $bytes)))
        (v128.store offset=132112 (local.get $to) (i16x8.extend_high_i8x16_u (local.get $bytes)))
        (local.set $to (i32.add (local.get $to) (i32.const 4096)))
        (local.set $bytes (v128.andnot (v128.load offset=1024 (local.get $from)) (local.get $gaps)))
        (local.set $from (i32.add (local.get $from) (i32.const 2048)))
        (br_if $columns_left
          (i32.le_u (local.tee $column (i32.add (local.get $column) (i32.const 1))) (local.get $columns))))
      (br_if $rows_left
        (i32.lt_u (local.tee $row (i32.add (local.get $row) (i32.const 16))) (local.get $rows)))))

  ;; The sum of the products of each column of words with itself and those behind it, four of them at a time: the last sums of a row may be of
  ;; columns that are not there.
  ;; columns: with that of ones; rows: a multiple of 16
  (func (export "multiply") (param $columns i32) (param $rows i32)
    (local $i i32) (local $j i32) (local $left i32) (local $right i32) (local $end i32) (local $sums i32)
    (local $words v128) (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (loop $left_columns
      (local.set $j (local.get $i))
      (loop $right_columns
        (local.set $left (i32.shl (local.get $i) (i32.const 12)))
        (local.set $right (i32.shl (local.get $j) (i32.const 12)))
        (local.set $end (i32.add (local.get $left) (i32.shl (local.get $rows) (i32.const 1))))
        (local.set $a (v128.const i32x4 0 0 0 0))
        (local.set $b (v128.const i32x4 0 0 0 0))
        (local.set $c (v128.const i32x4 0 0 0 0))
        (local.set $d (v128.const i32x4 0 0 0 0))
        (loop $rows_left
          (local.set $words (v128.load offset=132096 (local.get $left)))
          (local.set $a (i32x4.add (local.get $a)
            (i32x4.dot_i16x8_s (local.get $words) (v128.load offset=132096 (local.get $right)))))
          (local.set $b (i32x4.add (local.get $b)
            (i32x4.dot_i16x8_s (local.get $words) (v128.load offset=136192 (local.get $right)))))
          (local.set $c (i32x4.add (local.get $c)
            (i32x4.dot_i16x8_s (local.get $words) (v128.load offset=140288 (local.get $right)))))
          (local.set $d (i32x4.add (local.get $d)
            (i32x4.dot_i16x8_s (local.get $words) (v128.load offset=144384 (local.get $right)))))
          (local.set $right (i32.add (local.get $right) (i32.const 16)))
          (br_if $rows_left
            (i32.lt_u (local.tee $left (i32.add (local.get $left) (i32.const 16))) (local.get $end))))
        (local.set $sums
          (i32.shl (i32.add (i32.mul (local.get $i) (i32.const 68)) (local.get $j)) (i32.const 2)))
        (i32.store offset=410624 (local.get $sums) (call $total (local.get $a)))
        (i32.store offset=410628 (local.get $sums) (call $total (local.get $b)))
        (i32.store offset=410632 (local.get $sums) (call $total (local.get $c)))
        (i32.store offset=410636 (local.get $sums) (call $total (local.get $d)))
        (br_if $right_columns
          (i32.lt_u (local.tee $j (i32.add (local.get $j) (i32.const 4))) (local.get $columns))))
      (br_if $left_columns
        (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $columns)))))

  (func $total (param $lanes v128) (result i32)
    (i32.add
      (i32.add (i32x4.extract_lane 0 (local.get $lanes)) (i32x4.extract_lane 1 (local.get $lanes)))
      (i32.add (i32x4.extract_lane 2 (local.get $lanes)) (i32x4.extract_lane 3 (local.get $lanes))))))
