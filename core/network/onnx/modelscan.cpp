// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/onnx/modelscan.h"
#include "core/network/onnx/fieldnumbers.h"

#include <cstdint>
#include <functional>

namespace vsq {

namespace {

constexpr std::size_t kWorthTaking = 4096; // smaller data are copied by protobuf

class Scanner {
public:
    explicit Scanner(std::string_view bytes) : m_bytes(bytes) {}

    std::optional<ModelScan> scan()
    {
        if (!rewrite(m_bytes, m_scan.lean, {{kModelGraph, [this](auto part, auto &out) { return graph(part, out); }}})) {
            return std::nullopt;
        }
        return std::move(m_scan);
    }

private:
    /// Rewrites the contents of one field; false for what cannot be read.
    using Rewrite = std::function<bool(std::string_view part, std::string &out)>;

    static bool readVarint(std::string_view &rest, std::uint64_t &value)
    {
        value = 0;
        for (unsigned shift = 0; shift < 64 && !rest.empty(); shift += 7) {
            const auto byte = static_cast<unsigned char>(rest.front());
            rest.remove_prefix(1);
            value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
            if (byte < 0x80U) {
                return true;
            }
        }
        return false;
    }

    static void writeVarint(std::uint64_t value, std::string &out)
    {
        for (; value >= 0x80U; value >>= 7U) {
            out += static_cast<char>(value | 0x80U);
        }
        out += static_cast<char>(value);
    }

    /// Copies a message field by field; the contents of those listed go through their function.
    static bool rewrite(std::string_view message, std::string &out, const std::map<std::uint64_t, Rewrite> &fields)
    {
        while (!message.empty()) {
            std::string_view rest = message;
            std::uint64_t tag = 0;
            std::uint64_t value = 0;
            if (!readVarint(rest, tag)) {
                return false;
            }
            switch (tag & 7U) {
            case kVarint:
                if (!readVarint(rest, value)) {
                    return false;
                }
                value = 0;
                break;
            case kFixed64: value = 8; break;
            case kFixed32: value = 4; break;
            case kDelimited:
                if (!readVarint(rest, value)) {
                    return false;
                }
                break;
            default: return false;
            }
            if (value > rest.size()) {
                return false;
            }
            const std::string_view part = rest.substr(0, value);
            rest.remove_prefix(value);
            const auto field = fields.find(tag >> 3U);
            if (field == fields.end() || (tag & 7U) != kDelimited) {
                out.append(message.substr(0, message.size() - rest.size()));
            } else {
                std::string inner;
                if (!field->second(part, inner)) {
                    return false;
                }
                writeVarint(tag, out);
                writeVarint(inner.size(), out);
                out += inner;
            }
            message = rest;
        }
        return true;
    }

    bool graph(std::string_view part, std::string &out)
    {
        return rewrite(part, out,
                       {{kGraphInitializer,
                         [this](auto message, auto &lean) {
                             m_scan.initializers.emplace_back();
                             return tensor(message, lean, m_scan.initializers.back());
                         }},
                        {kGraphNode, [this](auto message, auto &lean) {
                             const std::size_t number = m_nodes++;
                             return node(message, lean, number);
                         }}});
    }

    bool node(std::string_view part, std::string &out, std::size_t number)
    {
        std::size_t attributes = 0;
        return rewrite(part, out, {{kNodeAttribute, [&](auto message, auto &lean) {
                                        const std::pair at{number, attributes++};
                                        std::optional<RawData> data;
                                        const bool whole = rewrite(message, lean,
                                                                   {{kAttributeTensor, [&](auto inner, auto &leanTensor) {
                                                                         return tensor(inner, leanTensor, data);
                                                                     }}});
                                        if (data) {
                                            m_scan.attributes.emplace(at, *data);
                                        }
                                        return whole;
                                    }}});
    }

    /// Leaves raw data out and says where they are. A tensor that has several (the last would count) is left to protobuf.
    bool tensor(std::string_view part, std::string &out, std::optional<RawData> &data) const
    {
        if (part.size() < kWorthTaking) {
            out.append(part);
            return true;
        }
        bool once = !data;
        std::string lean;
        const bool whole = rewrite(part, lean,
                                   {{kTensorRawData, [&](auto bytes, auto &) {
                                         once = once && !data;
                                         data = RawData{static_cast<std::size_t>(bytes.data() - m_bytes.data()), bytes.size()};
                                         return true;
                                     }}});
        out += lean;
        return whole && once;
    }

    std::string_view m_bytes;
    ModelScan m_scan;
    std::size_t m_nodes = 0;
};

} // namespace

std::optional<ModelScan> scanModel(std::string_view bytes)
{
    return Scanner(bytes).scan();
}

} // namespace vsq
