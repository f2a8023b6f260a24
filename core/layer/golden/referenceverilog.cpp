// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/golden/goldenverilog.h"

namespace vsq {

namespace {

const char *const kDatapath =
    R"sv(// The accelerator's datapath: 16 lanes, one product of vectors in each per cycle (Keller et al., JSSC 58(4), 2023, Fig. 7).
// Replace vsq_datapath and vsq_ppu by your own and run the bench again: ports and timing are all that it relies on.
// A- numbers are the assumptions that vsq lists as settings of the chip.

module vsq_datapath #(
    parameter integer MODE = 2,       // 0 INT8 (32 products), 1 INT4 (64 products), 2 INT4 with per-vector scales
    parameter integer LANES = 16,
    parameter integer ROUND_EVEN = 0, // A-1: 0 half up, 1 nearest even
    parameter integer FULL_SCALE = 0, // A-2: 1 multiplies by all 16 bits of the scale product and rounds the term
    parameter integer WRAP = 0,       // A-3: 1 wraps (INT8 and INT4)
    parameter integer SCALE_LOW = 0   // A-28: 1 the scale is bits 7..0 of a word, 0 bits 263..256
) (
    input wire clk,
    input wire valid,                    // a product this cycle
    input wire first,                    // its sum begins at 0 (A-21)
    input wire last,                     // all of K is added with it
    input wire [7:0] entry,              // of the collector
    input wire [LANES * 264 - 1 : 0] a,  // the A register: word of lane i in bits 264 i + 263 .. 264 i
    input wire [263:0] b,                // the word that is broadcast
    output reg done,                     // one cycle later: an entry is finished
    output reg [LANES * 24 - 1 : 0] sums // lane i in bits 24 i + 23 .. 24 i
);
    localparam integer VS = MODE == 0 ? 32 : 64;
    localparam integer BITS = MODE == 0 ? 8 : 4;
    localparam integer DATA = SCALE_LOW ? 8 : 0;
    localparam integer SCALE = SCALE_LOW ? 0 : 256;

    reg [LANES * 24 - 1 : 0] collector [0:255];
    reg [LANES * 24 - 1 : 0] next;
    reg signed [7:0] element_a, element_b;
    reg signed [31:0] tree;
    reg signed [47:0] term;
    reg signed [47:0] exact;
    reg [15:0] scale;
    integer lane, i;

    // value / 2^shift, rounded (A-1).
    function signed [47:0] rounded(input signed [47:0] value, input integer shift);
        reg signed [47:0] half, odd;
        begin
            half = 48'sd1 <<< (shift - 1);
            odd = (value >>> shift) & 48'sd1;
            rounded = ROUND_EVEN ? (value + half - 48'sd1 + odd) >>> shift : (value + half) >>> shift;
        end
    endfunction

    always @(posedge clk) begin
        done <= 0;
        if (valid) begin
            for (lane = 0; lane < LANES; lane = lane + 1) begin
                tree = 0;
                for (i = 0; i < VS; i = i + 1) begin
                    if (BITS == 8) begin
                        element_a = a[264 * lane + DATA + 8 * i +: 8];
                        element_b = b[DATA + 8 * i +: 8];
                    end else begin
                        element_a = $signed(a[264 * lane + DATA + 4 * i +: 4]);
                        element_b = $signed(b[DATA + 4 * i +: 4]);
                    end
                    tree = tree + element_a * element_b;
                end
                scale = a[264 * lane + SCALE +: 8] * b[SCALE +: 8];
                if (MODE != 2)
                    term = tree;
                else if (FULL_SCALE)
                    term = rounded(tree * $signed({32'b0, scale}), 8);
                else
                    term = tree * rounded({32'b0, scale}, 8);
                exact = first ? term : term + $signed(collector[entry][24 * lane +: 24]);
                if (!(WRAP && MODE != 2)) begin
                    if (exact > 48'sd8388607) exact = 48'sd8388607;   // A-3: after every addition
                    if (exact < -48'sd8388608) exact = -48'sd8388608;
                end
                next[24 * lane +: 24] = exact[23:0];
            end
            collector[entry] = next;
            sums <= next;
            done <= last;
        end
    end
endmodule
)sv";

const char *const kPpu = R"sv(
// The post-processing unit: scale, bias, ReLU, truncation, then codes with a static scale, with a scale for each vector of
// features, or the softmax's powers of two. One finished collector entry a cycle in; words come out in the same cycle.
module vsq_ppu #(
    parameter integer OUTPUT = 0,      // 0 none, 1 INT8, 2 INT4, 3 INT4 with vector scales, 4 INT8 with vector scales, 5 softmax
    parameter integer LANES = 16,
    parameter integer ROWS = 16,       // of the VSQ buffer
    parameter integer BIAS_WIDTH = 8,
    parameter integer BIAS_SHIFT = 0,
    parameter integer RELU = 0,
    parameter integer TRUNC_SHIFT = 0,
    parameter integer ROUND_EVEN = 0,  // A-1
    parameter integer FULL_RANGE = 0,  // A-4: codes down to -8 or -128
    parameter integer TRUNC_ROUND = 0, // A-8: the shift to 16 bits rounds
    parameter integer SCALE_UP = 0,    // A-10: vector scales are rounded up
    parameter integer ZERO_SCALE = 0,  // A-11
    parameter integer FROM_SCALE = 0,  // A-12: quantizes with the rounded integer scale
    parameter integer EXACT = 0,       // A-13: exact divide
    parameter integer REPEAT = 1,      // A-16: all words of a vector carry its scale
    parameter integer SLICE = 16,      // A-22
    parameter integer TABLE_FLOOR = 0, // A-24
    parameter integer SCALE_LOW = 0    // A-28
) (
    input wire clk,
    input wire valid,
    input wire [LANES * 24 - 1 : 0] sums,
    input wire [255:0] scales,                 // lane i in bits 16 i + 15 .. 16 i, unsigned
    input wire [16 * BIAS_WIDTH - 1 : 0] bias, // lane i, signed
    input wire [7:0] rows,                     // lanes that hold features
    input wire [3:0] segment,                  // which tile of rows of an output vector this is
    input wire completes,                      // words come out
    input wire [7:0] count,                    // values in them
    input wire [15:0] row,                     // of the VSQ buffer
    input wire [7:0] offset,                   // codes before these in their output word
    output reg [2:0] words,                    // that come out
    output reg [4 * 384 - 1 : 0] out           // word i in bits 384 i + 383 .. 384 i
);
    localparam integer WIDE = OUTPUT == 1 || OUTPUT == 4;
    localparam integer LARGEST = WIDE ? 127 : 7;
    localparam integer LEAST = -LARGEST - (FULL_RANGE ? 1 : 0);
    localparam integer BITS = WIDE ? 8 : 4;
    localparam integer PER_WORD = WIDE ? 16 : 32;
    localparam integer DATA = SCALE_LOW ? 8 : 0;
    localparam integer SCALE = SCALE_LOW ? 0 : 128;

    reg [1023:0] held [0:ROWS-1];      // 16-bit values of a vector's tiles
    reg signed [63:0] most [0:ROWS-1]; // running maximum of |x|
    reg signed [63:0] x, largest, t, code, scale, divisor, r, quotient, local_max, y;
    reg [1023:0] values;
    integer lane, i, e, w, s;

    function signed [63:0] rounded(input signed [63:0] value, input integer shift);
        reg signed [63:0] half, odd;
        begin
            half = shift == 0 ? 64'sd0 : 64'sd1 <<< (shift - 1);
            odd = (value >>> shift) & 64'sd1;
            rounded = shift == 0 ? value : ROUND_EVEN ? (value + half - 64'sd1 + odd) >>> shift : (value + half) >>> shift;
        end
    endfunction

    function signed [63:0] floor_divide(input signed [63:0] num, input signed [63:0] den);
        floor_divide = num / den - (num % den < 0 ? 64'sd1 : 64'sd0);
    endfunction

    function signed [63:0] divided(input signed [63:0] num, input signed [63:0] den);
        reg signed [63:0] q, twice;
        begin
            q = floor_divide(num, den);
            twice = 2 * (num - q * den);
            divided = !ROUND_EVEN ? floor_divide(2 * num + den, 2 * den)
                                  : q + (twice > den || (twice == den && q[0]) ? 64'sd1 : 64'sd0);
        end
    endfunction

    function signed [63:0] truncated(input signed [63:0] value);
        reg signed [63:0] shifted;
        begin
            shifted = TRUNC_ROUND ? rounded(value, TRUNC_SHIFT) : value >>> TRUNC_SHIFT;
            truncated = shifted > 32767 ? 64'sd32767 : shifted < -32768 ? -64'sd32768 : shifted;
        end
    endfunction

    function signed [63:0] clamped(input signed [63:0] value);
        clamped = value > LARGEST ? LARGEST : value < LEAST ? LEAST : value;
    endfunction

    // round(2^15 / (1 + i/8)) and the line to the next (A-13).
    function signed [63:0] reciprocal_table(input integer index);
        reciprocal_table = (2 * 262144 + 8 + index) / (2 * (8 + index));
    endfunction

    function integer log2_of(input signed [63:0] value);
        integer bit_number;
        begin
            log2_of = 0;
            for (bit_number = 0; bit_number < 32; bit_number = bit_number + 1)
                if (value[bit_number]) log2_of = bit_number;
        end
    endfunction

    function signed [63:0] reciprocal(input signed [63:0] value);
        integer exponent, index;
        reg signed [63:0] fraction, from, step;
        begin
            exponent = log2_of(value);
            fraction = (exponent <= 15 ? value <<< (15 - exponent) : value >>> (exponent - 15)) - 64'sd32768;
            index = fraction >>> 12;
            from = reciprocal_table(index);
            step = (reciprocal_table(index + 1) - from) * (fraction & 64'sd4095);
            reciprocal = from + (step >>> 12);
        end
    endfunction

    function signed [63:0] power(input integer index); // 2^(index / 4) in U(1,15) (A-24)
        case (index)
            0: power = 32768;
            1: power = TABLE_FLOOR ? 38967 : 38968;
            2: power = TABLE_FLOOR ? 46340 : 46341;
            default: power = TABLE_FLOOR ? 55108 : 55109;
        endcase
    endfunction

    always @* begin
        words = 0;
        out = 0;
        values = segment == 0 ? 1024'b0 : held[row];
        largest = segment == 0 ? 64'sd0 : most[row];
        for (lane = 0; lane < LANES; lane = lane + 1) begin
            x = 0;
            if (lane < rows) begin
                x = $signed(sums[24 * lane +: 24]) * $signed({48'b0, scales[16 * lane +: 16]});
                x = x + ($signed(bias[BIAS_WIDTH * lane +: BIAS_WIDTH]) <<< BIAS_SHIFT);
                if (x > 64'sd549755813887) x = 64'sd549755813887; // 40 bits
                if (x < -64'sd549755813888) x = -64'sd549755813888;
                if (RELU && x < 0) x = 0;
                if (x > largest) largest = x;
                if (-x > largest) largest = -x;
            end
            t = truncated(x);
            values[16 * (LANES * segment + lane) +: 16] = t[15:0];
        end
        if (valid && completes) begin
            if (OUTPUT == 1 || OUTPUT == 2) begin
                words = 1;
                for (lane = 0; lane < LANES; lane = lane + 1)
                    if (lane < rows) begin
                        t = $signed(values[16 * lane +: 16]);
                        code = clamped(rounded(t, 4));
                        out[DATA + BITS * (offset + lane) +: BITS] = code[BITS - 1 : 0];
                    end
            end else if (OUTPUT == 3 || OUTPUT == 4) begin
                largest = truncated(largest);
                scale = ZERO_SCALE;
                divisor = 0;
                if (largest > 0) begin
                    scale = SCALE_UP ? (largest + 16 * LARGEST - 1) / (16 * LARGEST) : divided(largest, 16 * LARGEST);
                    if (scale > 255) scale = 255;
                    divisor = FROM_SCALE ? 16 * LARGEST * scale : largest;
                end
                e = divisor > 0 ? log2_of(divisor) : 0;
                r = divisor > 0 ? reciprocal(divisor) : 64'sd0;
                words = (count + PER_WORD - 1) / PER_WORD;
                for (i = 0; i < 64; i = i + 1)
                    if (i < count) begin
                        t = $signed(values[16 * i +: 16]);
                        code = 0;
                        if (divisor > 0)
                            code = clamped(EXACT ? divided(t * LARGEST, divisor) : rounded(t * LARGEST * r, 15 + e));
                        out[384 * (i / PER_WORD) + DATA + BITS * (i % PER_WORD) +: BITS] = code[BITS - 1 : 0];
                    end
                for (w = 0; w < 4; w = w + 1)
                    if (w < words && (w == 0 || REPEAT)) out[384 * w + SCALE +: 8] = scale[7:0];
            end else if (OUTPUT == 5) begin
                words = 1;
                for (s = 0; s * SLICE < LANES; s = s + 1)
                    if (s * SLICE < rows) begin
                        local_max = -128;
                        for (i = 0; i < SLICE; i = i + 1)
                            if (s * SLICE + i < rows) begin
                                x = rounded($signed(values[16 * (s * SLICE + i) +: 16]), 2);
                                x = x > 127 ? 64'sd127 : x < -128 ? -64'sd128 : x;
                                if (x > local_max) local_max = x;
                            end
                        local_max = (local_max + 3) >>> 2;
                        out[256 + 8 * s +: 8] = local_max[7:0];
                        for (i = 0; i < SLICE; i = i + 1)
                            if (s * SLICE + i < rows) begin
                                x = rounded($signed(values[16 * (s * SLICE + i) +: 16]), 2);
                                x = (x > 127 ? 64'sd127 : x < -128 ? -64'sd128 : x) - 4 * local_max;
                                quotient = x >>> 2;
                                y = -quotient > 62 ? 64'sd0 : power(x - 4 * quotient) >>> -quotient;
                                out[16 * (s * SLICE + i) +: 16] = y[15:0];
                            end
                    end
            end
        end
    end

    always @(posedge clk)
        if (valid && (OUTPUT == 3 || OUTPUT == 4)) begin
            held[row] = values;
            most[row] = largest;
        end
endmodule
)sv";

} // namespace

std::string referenceVerilog()
{
    return std::string(kDatapath) + kPpu;
}

} // namespace vsq
