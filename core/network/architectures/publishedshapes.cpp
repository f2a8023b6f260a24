// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/architectures/publishedshapes.h"

namespace vsq {

BertShape bertBaseShape(std::int64_t tokens)
{
    BertShape shape;
    shape.tokens = tokens;
    return shape;
}

BertShape bertLargeShape(std::int64_t tokens)
{
    BertShape shape;
    shape.tokens = tokens;
    shape.width = 1024;
    shape.heads = 16;
    shape.blocks = 24;
    shape.hidden = 4096;
    return shape;
}

BertShape bertTinyShape(std::int64_t tokens)
{
    BertShape shape;
    shape.tokens = tokens;
    shape.width = 128;
    shape.heads = 2;
    shape.blocks = 2;
    shape.hidden = 512;
    return shape;
}

VisionTransformerShape deitShape(std::int64_t width)
{
    VisionTransformerShape shape;
    shape.imageSize = 224;
    shape.channels = 3;
    shape.patch = 16;
    shape.width = width;
    shape.heads = width / 64;
    shape.blocks = 12;
    shape.hidden = 4 * width;
    shape.classes = 1000;
    return shape;
}

} // namespace vsq
