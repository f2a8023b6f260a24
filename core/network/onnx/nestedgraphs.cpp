// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/onnx/nestedgraphs.h"

#include "core/network/onnx/fieldnumbers.h"

#include <cstddef>
#include <cstdint>

namespace vsq {

namespace {

enum class Part { Model, Graph, Node, Attribute };

std::uint64_t takeVarint(std::string_view &rest, bool &whole)
{
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && !rest.empty(); shift += 7) {
        const auto byte = static_cast<unsigned char>(rest.front());
        rest.remove_prefix(1);
        value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
        if (byte < 0x80U) {
            return value;
        }
    }
    whole = false;
    return 0;
}

/// Whether the field holds the next part on the way to a graph.
bool leadsOn(Part part, std::uint64_t field)
{
    switch (part) {
    case Part::Model: return field == kModelGraph;
    case Part::Graph: return field == kGraphNode;
    case Part::Node: return field == kNodeAttribute;
    default: return field == kAttributeGraph || field == kAttributeGraphs;
    }
}

/// graphs: those around the message, itself included.
bool tooDeep(std::string_view message, Part part, int graphs)
{
    if (graphs > kMostNestedGraphs) {
        return true;
    }
    for (bool whole = true; whole && !message.empty();) {
        const std::uint64_t tag = takeVarint(message, whole);
        std::uint64_t size = 0;
        switch (tag & 7U) {
        case kVarint: takeVarint(message, whole); break;
        case kFixed64: size = 8; break;
        case kFixed32: size = 4; break;
        case kDelimited: size = takeVarint(message, whole); break;
        default: return false;
        }
        if (!whole || size > message.size()) {
            return false;
        }
        if ((tag & 7U) == kDelimited && leadsOn(part, tag >> 3U)) {
            const Part next = part == Part::Attribute || part == Part::Model ? Part::Graph
                              : part == Part::Graph                          ? Part::Node
                                                                             : Part::Attribute;
            if (tooDeep(message.substr(0, static_cast<std::size_t>(size)), next, graphs + (next == Part::Graph ? 1 : 0))) {
                return true;
            }
        }
        message.remove_prefix(static_cast<std::size_t>(size));
    }
    return false;
}

} // namespace

bool graphsNestTooDeep(std::string_view model)
{
    return tooDeep(model, Part::Model, 0);
}

} // namespace vsq
