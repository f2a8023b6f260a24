// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/golden/goldenverilog.h"

#include "core/chip/snapshot.h"
#include "core/layer/golden/goldentitle.h"

#include <fmt/format.h>

#include <algorithm>

namespace vsq {

namespace {

const char *const kBench = R"sv(
    localparam integer STEPS = P_STEPS;

    reg [263:0] a_mem [0:A_WORDS-1];
    reg [263:0] b_mem [0:B_WORDS-1];
    reg [255:0] scale_mem [0:PPU_WORDS-1];
    reg [16 * BIAS_WIDTH - 1 : 0] bias_mem [0:PPU_WORDS-1];
    reg [383:0] sum_mem [0:SUM_WORDS-1];
    reg [383:0] out_mem [0:OUT_WORDS-1];
    reg [167:0] step_mem [0:STEPS-1];
    reg [31:0] check_mem [0:CHECKS-1];
    reg [LANES * 24 - 1 : 0] found_sums [0:SUM_WORDS-1];
    reg [383:0] found_out [0:OUT_WORDS-1];

    reg clk = 0;
    reg valid = 0, first = 0, last = 0;
    reg [7:0] entry = 0;
    reg [LANES * 264 - 1 : 0] a = 0;
    reg [263:0] b = 0;
    wire done;
    wire [LANES * 24 - 1 : 0] sums;
    reg ppu_valid = 0;
    reg [167:0] step = 0;
    wire [2:0] words;
    wire [4 * 384 - 1 : 0] out;
    reg [255:0] scale_word = 0;
    reg [16 * BIAS_WIDTH - 1 : 0] bias_word = 0;

    integer i, lane, w, file, sum_count, out_count, check, failed, ordinal;

    always #5 clk = ~clk;

    vsq_datapath #(DATAPATH_PARAMETERS) datapath (
        .clk(clk), .valid(valid), .first(first), .last(last), .entry(entry), .a(a), .b(b), .done(done), .sums(sums));

    vsq_ppu #(PPU_PARAMETERS) ppu (
        .clk(clk), .valid(ppu_valid), .sums(sums), .scales(scale_word), .bias(bias_word), .rows(step[127:120]),
        .segment(step[131:128]), .completes(step[134]), .count(step[143:136]), .row(step[159:144]), .offset(step[167:160]),
        .words(words), .out(out));

    function [31:0] check_of(input [383:0] word);
        integer part;
        begin
            check_of = 32'd2166136261;
            for (part = 0; part < 12; part = part + 1)
                check_of = (check_of * 32'd16777619) ^ word[32 * part +: 32];
        end
    endfunction

    // The first step that reads word `index` of a file (a.hex, b.hex, the settings), or makes it (sums, words); STEPS: none.
    function integer step_of(input integer number, input integer index);
        integer s, made;
        reg found;
        begin
            step_of = STEPS;
            made = 0;
            found = 0;
            for (s = 0; s < STEPS && !found; s = s + 1) begin
                case (number)
                    0: found = step_mem[s][55:32] == index / LANES;
                    1: found = step_mem[s][79:56] == index;
                    2, 3: found = step_mem[s][111:96] == index && step_mem[s][133];
                    4: begin
                        found = step_mem[s][133] && made == index;
                        made = made + step_mem[s][133];
                    end
                    5: begin
                        found = step_mem[s][134] && index < made + words_of(step_mem[s][143:136]);
                        made = made + (step_mem[s][134] ? words_of(step_mem[s][143:136]) : 0);
                    end
                    default: found = s == index;
                endcase
                if (found) step_of = s;
            end
        end
    endfunction

    function integer words_of(input [7:0] count);
        words_of = VECTORS ? (count + PER_WORD - 1) / PER_WORD : 1;
    endfunction

    task fail(input integer number, input integer index, input integer at);
        begin
            failed = 1;
            case (number)
                0: $write("FAIL a.hex");
                1: $write("FAIL b.hex");
                2: $write("FAIL scales.hex");
                3: $write("FAIL bias.hex");
                4: $write("FAIL expected_sums.hex");
                5: $write("FAIL expected_out.hex");
                default: $write("FAIL program.hex");
            endcase
            if (at < STEPS)
                $write(" word %0d vector %0d cycle %0d", index, step_mem[at][95:80], step_mem[at][31:0]);
            else
                $write(" word %0d vector -1 cycle -1 (not used by these tiles)", index);
        end
    endtask

    task contents(input integer number, input integer index, input [383:0] word);
        begin
            if (!failed && check_of(word) !== check_mem[check]) begin
                fail(number, index, step_of(number, index));
                $display(": its contents are not those that were written (check %h, in checks.hex %h)", check_of(word),
                         check_mem[check]);
            end
            check = check + 1;
        end
    endtask

    task dump;
        begin
            file = $fopen("dump.hex", "w");
            if (file != 0) begin
                $fdisplay(file, "%s", "// kit: KIT_TITLE");
                $fdisplay(file, "// expected_sums");
                for (i = 0; i < sum_count; i = i + 1) $fdisplay(file, "%h", found_sums[i]);
                $fdisplay(file, "// expected_out");
                for (i = 0; i < out_count; i = i + 1) $fdisplay(file, "%h", found_out[i]);
                $fclose(file);
            end
        end
    endtask

    initial begin
        $readmemh("a.hex", a_mem);
        $readmemh("b.hex", b_mem);
        $readmemh("scales.hex", scale_mem);
        $readmemh("bias.hex", bias_mem);
        $readmemh("expected_sums.hex", sum_mem);
        $readmemh("expected_out.hex", out_mem);
        $readmemh("program.hex", step_mem);
        $readmemh("checks.hex", check_mem);
        check = 0;
        failed = 0;
        sum_count = 0;
        out_count = 0;
        for (i = 0; i < A_WORDS; i = i + 1) contents(0, i, a_mem[i]);
        for (i = 0; i < B_WORDS; i = i + 1) contents(1, i, b_mem[i]);
        for (i = 0; i < PPU_WORDS; i = i + 1) contents(2, i, scale_mem[i]);
        for (i = 0; i < PPU_WORDS; i = i + 1) contents(3, i, bias_mem[i]);
        for (i = 0; i < SUM_WORDS; i = i + 1) contents(4, i, sum_mem[i]);
        for (i = 0; i < OUT_WORDS; i = i + 1) contents(5, i, out_mem[i]);
        for (i = 0; i < STEPS; i = i + 1) contents(6, i, step_mem[i]);
        if (failed) $finish(0);
        else begin
            for (ordinal = 0; ordinal < STEPS; ordinal = ordinal + 1) begin
                @(negedge clk);
                valid = 1;
                first = step_mem[ordinal][132];
                last = step_mem[ordinal][133];
                entry = step_mem[ordinal][119:112];
                for (lane = 0; lane < LANES; lane = lane + 1)
                    a[264 * lane +: 264] = a_mem[step_mem[ordinal][55:32] * LANES + lane];
                b = b_mem[step_mem[ordinal][79:56]];
                @(posedge clk);
                #1;
                step = step_mem[ordinal];
                scale_word = scale_mem[step[111:96]];
                bias_word = bias_mem[step[111:96]];
                ppu_valid = done;
                #1;
                if (done) begin
                    found_sums[sum_count] = sums;
                    for (lane = 0; lane < LANES; lane = lane + 1)
                        if (!failed && sums[24 * lane +: 24] !== sum_mem[sum_count][24 * lane +: 24]) begin
                            fail(4, sum_count, ordinal);
                            $display(": lane %0d has %0d, expected %0d", lane, $signed(sums[24 * lane +: 24]),
                                     $signed(sum_mem[sum_count][24 * lane +: 24]));
                        end
                    sum_count = sum_count + 1;
                end
                for (w = 0; w < words; w = w + 1) begin
                    found_out[out_count] = out[384 * w +: 384];
                    if (!failed && found_out[out_count] !== out_mem[out_count]) begin
                        fail(5, out_count, ordinal);
                        $display(": has %h, expected %h", found_out[out_count], out_mem[out_count]);
                    end
                    out_count = out_count + 1;
                end
            end
            dump;
            if (!failed && (sum_count != SUM_WORDS || out_count != EXPECTED_OUT))
                $display("FAIL expected_sums.hex word %0d vector -1 cycle -1: %0d sums and %0d output words came, expected %0d and %0d",
                         sum_count, sum_count, out_count, SUM_WORDS, EXPECTED_OUT);
            else if (!failed) $display("PASS %0d words", sum_count + out_count);
            $finish(0);
        end
    end
endmodule
)sv";

void replace(std::string &text, const std::string &name, const std::string &value)
{
    for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + value.size())) {
        text.replace(at, name.size(), value);
    }
}

std::string parameter(const char *name, std::int64_t value)
{
    return fmt::format("\n        .{}({})", name, value);
}

int outputNumber(OutputFormat format)
{
    switch (format) {
    case OutputFormat::Sums: return 0;
    case OutputFormat::Int8: return 1;
    case OutputFormat::Int4: return 2;
    case OutputFormat::Vsq: return 3;
    case OutputFormat::Int8Vector: return 4;
    case OutputFormat::Softmax: break;
    }
    return 5;
}

} // namespace

std::string benchVerilog(const GoldenKit &kit, const OpenedChip &chip)
{
    using C = ChipConfig;
    const C &config = chip.config();
    const LayerContext &context = chip.context();
    const auto flag = [](bool value) { return std::int64_t{value ? 1 : 0}; };
    const std::int64_t scaleLow = flag(config.scaleByte == C::ScaleByte::Low);
    const std::int64_t even = flag(config.rounding == C::Rounding::NearestEven);
    const int number = context.ppu() ? outputNumber(context.plan().output) : 0;
    std::string datapath = parameter("MODE", chip.mode() == Mode::Int8 ? 0 : chip.mode() == Mode::Int4 ? 1 : 2);
    datapath += "," + parameter("LANES", context.plan().lanes) + "," + parameter("ROUND_EVEN", even) + ","
                + parameter("FULL_SCALE", flag(config.scaleProduct == C::ScaleProduct::Full)) + ","
                + parameter("WRAP", flag(config.overflow == C::Overflow::Wrap)) + "," + parameter("SCALE_LOW", scaleLow);
    std::int64_t rows = 1;
    for (const GoldenStep &step : kit.steps) {
        rows = std::max(rows, step.row + 1);
    }
    std::string ppu = parameter("OUTPUT", number) + "," + parameter("LANES", context.plan().lanes) + "," + parameter("ROWS", rows)
                      + "," + parameter("BIAS_WIDTH", kit.bias.width / kLanes) + "," + parameter("ROUND_EVEN", even) + ","
                      + parameter("FULL_RANGE", flag(config.codeRange == C::CodeRange::Full)) + ","
                      + parameter("TRUNC_ROUND", flag(config.truncation == C::Truncation::Rounded)) + ","
                      + parameter("SCALE_UP", flag(config.vectorScale == C::VectorScale::Up)) + ","
                      + parameter("ZERO_SCALE", config.zeroVectorScale) + ","
                      + parameter("FROM_SCALE", flag(config.quantizeWith == C::QuantizeWith::Rounded)) + ","
                      + parameter("REPEAT", flag(config.outputScaleRepeated)) + "," + parameter("SLICE", config.softmaxSlice)
                      + "," + parameter("TABLE_FLOOR", flag(config.softmaxTable == C::TableRounding::Floor)) + ","
                      + parameter("SCALE_LOW", scaleLow);
    if (context.ppu()) {
        const PpuSettings &settings = *context.ppu();
        ppu += "," + parameter("EXACT", flag(settings.reciprocal.value_or(config.reciprocal) == C::Reciprocal::Exact)) + ","
               + parameter("BIAS_SHIFT", settings.biasShift) + "," + parameter("RELU", flag(settings.relu)) + ","
               + parameter("TRUNC_SHIFT", settings.truncShift);
    }
    std::string text =
        "// Self-checking bench of golden vectors: reads the hexadecimal files beside it, drives the datapath product by "
        "product and\n// compares. run.sh compiles and runs it.\n`timescale 1ns / 1ps\n\nmodule bench;\n";
    const auto constant = [&text](const char *name, std::size_t value) {
        text += fmt::format("    localparam integer {} = {};\n", name, value);
    };
    constant("LANES", static_cast<std::size_t>(context.plan().lanes));
    constant("A_WORDS", kit.a.words.size());
    constant("B_WORDS", kit.b.words.size());
    constant("PPU_WORDS", kit.scales.words.size());
    constant("SUM_WORDS", kit.sums.words.size());
    constant("OUT_WORDS", kit.out.words.size());
    constant("EXPECTED_OUT", kit.outputs.size());
    constant("CHECKS", kit.checks.words.size());
    constant("BIAS_WIDTH", static_cast<std::size_t>(kit.bias.width / kLanes));
    constant("PER_WORD", static_cast<std::size_t>(std::max(1, codesPerOutputWord(context.plan().output))));
    constant("VECTORS", number == 3 || number == 4 ? 1 : 0);
    text += kBench;
    replace(text, "P_STEPS", std::to_string(kit.steps.size()));
    replace(text, "DATAPATH_PARAMETERS", datapath);
    replace(text, "PPU_PARAMETERS", ppu);
    replace(text, "KIT_TITLE", toText(titleOf(kit, chip)));
    return text;
}

} // namespace vsq
