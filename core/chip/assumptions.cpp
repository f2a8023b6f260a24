// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/assumptions.h"

#include "core/base/error.h"

#include <algorithm>
#include <string>

namespace vsq {

const std::vector<Assumption> &assumptions()
{
    static const std::vector<Assumption> list{
        {1, "How does the chip round?", "Half a unit is added and the rest cut off: halves go up.",
         "The cheapest rounding in hardware, and the usual one in fixed-point datapaths.",
         "To nearest, halves to the even number, as software does."},
        {2, "Which bits of the product of two scales multiply the sum?", "The upper 8 of 16, rounded.",
         "The published datapath has an 8-bit multiplier behind the rounding of the scale product.",
         "All 16 bits; the term is rounded in its place."},
        {3, "What happens to sums beyond 24 bits?", "They saturate after every addition, in all modes.",
         "A wrapped sum has the wrong sign; saturation costs one multiplexer.", "INT8 and INT4 wrap around."},
        {4, "Which codes may the post-processing write?", "A symmetric range, -7 to 7 or -127 to 127.",
         "VS-Quant's quantizer is symmetric; the datapath takes -8 and -128 too.", "The full range of two's complement."},
        {5, "Can activations be unsigned?", "No.", "The published multipliers are signed.",
         "Yes, for values after a ReLU: software formats only, the chip refuses."},
        {6, "How wide is the scale that post-processing multiplies by?", "16 bits unsigned a lane, one right shift a layer.",
         "The scale buffer's entry has 256 bits for 16 lanes.", "Fewer bits: cheaper multipliers, coarser scales."},
        {7, "How wide is the bias?", "8 bits signed a lane, one left shift a layer.",
         "The bias buffer's entry has 128 bits for 16 lanes.", "2 to 16 bits."},
        {8, "How do scaled values become 16 bits?", "By an arithmetic shift that rounds down, saturating.",
         "The publication says truncated.", "The shift rounds to nearest."},
        {9, "How many tiles of an output vector does the VSQ buffer hold?", "Three; the fourth arrives live.",
         "The buffer is published with three segments, and 64 values are four tiles of 16 lanes.",
         "Four: one cycle more a vector."},
        {10, "How is a vector's scale rounded to an integer?", "To nearest, halves up.", "As everywhere on the chip.",
         "Up, so that no value of the vector is clamped."},
        {11, "What scale has a vector of zeros?", "0.", "Nothing else needs a special case in the next layer.",
         "Any other, 1 to 255."},
        {12, "Which scale are the codes made with?", "The unrounded one, the vector's maximum.",
         "VS-Quant quantizes with the real scale and stores the integer one.",
         "The rounded integer scale: codes that fit what the next layer multiplies by."},
        {13, "How is the reciprocal of a maximum computed?", "By 8 linear segments of 16 bits.",
         "The publication names a reciprocal unit without a divider.", "An exact divide."},
        {14, "How many INT8 values share a scale, where INT8 output has scales?", "32, a vector of the INT8 mode.",
         "BERT's second feed-forward product is published with INT8 output and per-vector scales.", "16 to 64."},
        {15, "In which order do tiles run where output has vector scales?", "Four M-tiles inside the loop over columns.",
         "A vector's values meet in a VSQ buffer of 16 rows only so.", "The plain nest, with a buffer as deep as N."},
        {16, "Where is the scale of a 64-value vector whose codes take two words?", "In both words.",
         "Each word can then be read on its own.", "In the first only."},
        {17, "How long is the post-processing pipeline?", "6 stages.", "Its published operations, one a stage.",
         "0 to 16 stages."},
        {18, "What does it cost to fill and drain a subtile?", "40 cycles, 128 with VSQ output.",
         "One pair of constants that gives the published utilisation of all seven networks.",
         "Any; the energy of such a cycle beside a computing one is a setting too."},
        {19, "How fast is the A register loaded?", "All banks in one cycle, during the pass before.",
         "The publication shows no bubbles between passes.", "Over several cycles, or with the lanes standing still."},
        {20, "How long does a buffer take to answer?", "1 cycle.", "Small synchronous SRAM.",
         "0 to 8 cycles; seen where operands stream."},
        {21, "How does the first pass start its sums?", "Its sum input is forced to zero.",
         "Finished tiles are read out meanwhile, without a bubble.", "Entries are cleared as they are read out, and then read."},
        {22, "How many scores enter the softmax at once?", "16, a collector entry.", "What the lanes deliver in a cycle.",
         "A divisor of the lanes."},
        {23, "How fine is the softmax's reciprocal?", "8 linear segments.", "Softermax's unit.",
         "1 to 128 segments, a power of two."},
        {24, "How is the softmax's table of powers rounded?", "To nearest.", "The smallest error for the same table.", "Down."},
        {25, "How much more do B's wires switch than A's?", "16 times, on operand wires.",
         "B changes in every cycle, A in every sixteenth; fitted to the published efficiency against density.", "Any ratio."},
        {26, "What is the clock between published operating points?", "A monotone curve through them.",
         "No ringing, and never slower at a higher supply.", "Straight lines."},
        {27, "How much of the power is leakage?", "It is in the published figures and not told apart.",
         "The publication gives no split.", "A share that is shown, labelled an estimate."},
        {28, "Where is the scale in a word?", "In the upper byte.", "The publication draws it there.", "In the lower byte."},
        {29, "How does a convolution become a matrix product?",
         "Channels fill vectors tap by tap; a tile lies in one output row, padded to whole tiles, but for maps narrower than 14; "
         "few channels are packed by im2col.",
         "This reading explains ResNet-50's published utilisation of 89 %; unpadded rows would give 96 %.",
         "Rows that run on, another width, another number of channels that are packed."},
        {30, "What do post-processing, softmax and output cost?", "They are inside the published 'other'.",
         "The publication gives no split.", "Split by words moved, labelled an estimate."},
    };
    return list;
}

const Assumption &assumption(int number)
{
    const auto found = std::find_if(assumptions().begin(), assumptions().end(),
                                    [number](const Assumption &each) { return each.number == number; });
    if (found == assumptions().end()) {
        throw Error({}, "assumption", "A-1 to A-30", "A-" + std::to_string(number));
    }
    return *found;
}

} // namespace vsq
