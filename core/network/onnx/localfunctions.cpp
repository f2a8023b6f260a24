// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/onnx/localfunctions.h"

#include "core/network/onnx/graphnames.h"

#include <google/protobuf/unknown_field_set.h>

namespace vsq {

namespace {

// Fields that are younger than libonnx's messages.
constexpr int kFunctionAttribute = 11; ///< FunctionProto.attribute_proto: attributes with defaults (IR 9)
constexpr int kFunctionOverload = 13;  ///< FunctionProto.overload (IR 10)
constexpr int kNodeOverload = 8;       ///< NodeProto.overload

std::string keyOf(const std::string &domain, const std::string &name, const std::string &overload)
{
    return (domain == "ai.onnx" ? std::string() : domain) + "\n" + name + "\n" + overload;
}

using google::protobuf::UnknownField;
using google::protobuf::UnknownFieldSet;

/// Contents of all fields of that number, in order.
std::vector<std::string> contentsOf(const UnknownFieldSet &unknown, int field)
{
    std::vector<std::string> contents;
    for (int i = 0; i < unknown.field_count(); ++i) {
        if (unknown.field(i).number() == field && unknown.field(i).type() == UnknownField::TYPE_LENGTH_DELIMITED) {
            contents.push_back(unknown.field(i).length_delimited());
        }
    }
    return contents;
}

std::string textField(const UnknownFieldSet &unknown, int field)
{
    const auto found = contentsOf(unknown, field);
    return found.empty() ? std::string() : found.back();
}

using Attributes = std::map<std::string, onnx::AttributeProto>;

Attributes givenTo(const onnx::NodeProto &call, const onnx::FunctionProto &function)
{
    Attributes given;
    for (const std::string &bytes : contentsOf(function.unknown_fields(), kFunctionAttribute)) {
        onnx::AttributeProto attribute;
        if (attribute.ParseFromString(bytes)) {
            given.insert_or_assign(attribute.name(), std::move(attribute));
        }
    }
    for (const onnx::AttributeProto &attribute : call.attribute()) {
        given.insert_or_assign(attribute.name(), attribute);
    }
    return given;
}

/// Puts the call's attributes where the node, or one in a graph of its, refers to them.
void resolve(onnx::NodeProto &node, const Attributes &given)
{
    auto &attributes = *node.mutable_attribute();
    for (int i = attributes.size(); i-- > 0;) {
        onnx::AttributeProto &attribute = attributes[i];
        if (!attribute.ref_attr_name().empty()) {
            const auto found = given.find(attribute.ref_attr_name());
            if (found == given.end()) {
                attributes.DeleteSubrange(i, 1);
                continue;
            }
            const std::string name = attribute.name();
            attribute = found->second;
            attribute.set_name(name);
        } else if (attribute.has_g()) {
            for (onnx::NodeProto &inner : *attribute.mutable_g()->mutable_node()) {
                resolve(inner, given);
            }
        }
    }
}

} // namespace

LocalFunctions::LocalFunctions(const onnx::ModelProto &model)
{
    for (const onnx::FunctionProto &function : model.functions()) {
        m_functions.emplace(keyOf(function.domain(), function.name(), textField(function.unknown_fields(), kFunctionOverload)),
                            &function);
    }
}

const onnx::FunctionProto *LocalFunctions::find(const onnx::NodeProto &node) const
{
    if (m_functions.empty()) {
        return nullptr;
    }
    const auto found = m_functions.find(keyOf(node.domain(), node.op_type(), textField(node.unknown_fields(), kNodeOverload)));
    return found == m_functions.end() ? nullptr : found->second;
}

std::string functionName(const onnx::FunctionProto &function)
{
    const std::string overload = textField(function.unknown_fields(), kFunctionOverload);
    return (function.domain().empty() ? "" : function.domain() + ".") + function.name()
           + (overload.empty() ? "" : ":" + overload);
}

int opsetOf(const onnx::FunctionProto &function)
{
    for (const auto &import : function.opset_import()) {
        if (import.domain().empty() || import.domain() == "ai.onnx") {
            return static_cast<int>(import.version());
        }
    }
    return 0;
}

std::vector<onnx::NodeProto> inlinedCall(const onnx::NodeProto &call, const onnx::FunctionProto &function,
                                         const std::string &prefix, const Place &place)
{
    if (call.input_size() > function.input_size() || call.output_size() > function.output_size()) {
        throw Error(place, "call of the function '" + functionName(function) + "'",
                    "at most " + std::to_string(function.input_size()) + " inputs and " + std::to_string(function.output_size())
                        + " outputs",
                    std::to_string(call.input_size()) + " and " + std::to_string(call.output_size()));
    }
    const Attributes given = givenTo(call, function);
    Names names;
    for (int i = 0; i < function.input_size(); ++i) {
        names[function.input(i)] = i < call.input_size() ? call.input(i) : std::string(); // left out
    }
    for (const onnx::NodeProto &node : function.node()) {
        for (const std::string &output : node.output()) {
            if (!output.empty()) {
                names[output] = prefix + output;
            }
        }
    }
    std::vector<onnx::NodeProto> same; // results that are an input, or wanted under two names
    for (int i = 0; i < call.output_size(); ++i) {
        const std::string &wanted = call.output(i);
        std::string &name = names[function.output(i)];
        if (wanted.empty()) {
            continue;
        }
        if (name == prefix + function.output(i)) {
            name = wanted;
            continue;
        }
        onnx::NodeProto identity;
        identity.set_name(prefix + "output_" + std::to_string(i));
        identity.set_op_type("Identity");
        identity.add_input(name);
        identity.add_output(wanted);
        same.push_back(std::move(identity));
    }
    std::vector<onnx::NodeProto> nodes;
    for (const int at : nodeOrder(function.node())) {
        const onnx::NodeProto &node = function.node(at);
        nodes.push_back(node);
        onnx::NodeProto &copy = nodes.back();
        copy.set_name(prefix + (node.name().empty() ? node.op_type() : node.name()));
        resolve(copy, given);
        renameUses(copy, names);
        for (std::string &output : *copy.mutable_output()) {
            rename(output, names);
        }
    }
    nodes.insert(nodes.end(), same.begin(), same.end());
    return nodes;
}

} // namespace vsq
