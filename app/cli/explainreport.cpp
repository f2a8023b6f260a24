// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/explainreport.h"

#include <fmt/format.h>

#include <utility>

namespace vsq::cli {

namespace {

Json cycleJson(std::int64_t cycle)
{
    return cycle < 0 ? Json(nullptr) : Json(cycle);
}

std::string cycleText(const Json &cycle)
{
    return cycle.is_null() ? "-" : cycle.dump();
}

/// tokens: word pieces by the names of coordinates, where there are any.
std::string placeText(const Json &place, const Json &tokens = Json::object())
{
    std::string text;
    for (const auto &[name, at] : place.items()) {
        text += (text.empty() ? "" : ", ") + name + " " + at.dump();
        if (tokens.contains(name)) {
            text += " '" + tokens[name].get<std::string>() + "'";
        }
    }
    return text;
}

Json outputJson(const ExplainedOutput &output)
{
    return {{"format", nameOf(output.format)},
            {"scaled", output.scaled},
            {"biased", output.biased},
            {"relu", output.rectified},
            {"t", output.truncated},
            {"max", output.magnitude},
            {"code", output.code},
            {"scale", output.scale},
            {"read_out", cycleJson(output.readOut)},
            {"cycles",
             {{"scale", cycleJson(output.stages[0])},
              {"bias", cycleJson(output.stages[1])},
              {"relu", cycleJson(output.stages[2])},
              {"truncate", cycleJson(output.stages[3])},
              {"written", cycleJson(output.written)}}},
            {"address", cycleJson(output.address)}};
}

Json elementJson(const ExplainedElement &element)
{
    return {{"k", element.k},
            {"a", element.a},
            {"b", element.b},
            {"code_a", element.codeA},
            {"code_b", element.codeB},
            {"value_a", element.valueA},
            {"value_b", element.valueB},
            {"product", element.product()},
            {"chip_product", element.chipProduct()}};
}

} // namespace

Json coordinatesJson(const std::vector<Coordinate> &coordinates)
{
    Json json = Json::object();
    for (const Coordinate &coordinate : coordinates) {
        json[coordinate.name] = coordinate.at;
    }
    return json;
}

Json tokensJson(const std::vector<Coordinate> &coordinates)
{
    Json json = Json::object();
    for (const Coordinate &coordinate : coordinates) {
        if (!coordinate.text.empty()) {
            json[coordinate.name] = coordinate.text;
        }
    }
    return json;
}

Json explanationJson(const Explanation &e)
{
    Json steps = Json::array();
    for (const ExplainedStep &step : e.steps) {
        steps.push_back({{"stage", step.stage},
                         {"cycle", step.cycle ? Json(*step.cycle) : Json(nullptr)},
                         {"formula", step.formula},
                         {"numbers", step.numbers},
                         {"value", step.value},
                         {"exact", step.exact},
                         {"added_error", step.addedError()}});
    }
    Json vectors = Json::array();
    for (const ExplainedVector &v : e.vectors) {
        vectors.push_back({{"k", v.k},
                           {"dot", v.dot},
                           {"scale_a", v.scaleA},
                           {"scale_b", v.scaleB},
                           {"scale_product", v.scaleProduct},
                           {"p8", v.p8},
                           {"term", v.term},
                           {"sum", v.sum},
                           {"saturated", v.saturated},
                           {"cycle", v.cycle},
                           {"subtile", v.subtile},
                           {"tile", v.tile},
                           {"lane", v.lane},
                           {"entry", v.entry},
                           {"a_address", v.aAddress},
                           {"b_address", v.bAddress}});
    }
    Json elements = Json::array();
    for (const ExplainedElement &element : e.elements) {
        elements.push_back(elementJson(element));
    }
    Json json{{"layer", e.layer},
              {"product", e.product},
              {"m", e.m},
              {"n", e.n},
              {"stage", nameOf(e.stage)},
              {"value", e.value},
              {"fp32", e.fp32},
              {"error", e.error()},
              {"sum", e.sum},
              {"unit", e.unit},
              {"gamma_a", e.gammaA},
              {"gamma_b", e.gammaB},
              {"mode", nameOf(e.mode)},
              {"transposed", e.transposed},
              {"steps", std::move(steps)},
              {"vectors", std::move(vectors)},
              {"operands", std::move(elements)}};
    json["output"] = e.output ? outputJson(*e.output) : Json(nullptr);
    return json;
}

Json trailJson(const std::vector<TrailHop> &trail)
{
    Json all = Json::array();
    for (const TrailHop &hop : trail) {
        Json host = Json::array();
        for (const HostHop &at : hop.origin.hops) {
            host.push_back({{"node", at.node},
                            {"op", at.op},
                            {"value", at.value},
                            {"exact", at.exact},
                            {"added_error", at.addedError()},
                            {"tensor", at.element.value},
                            {"index", at.element.index}});
            for (const HostOperand &operand : at.operands) {
                host.back()["operands"].push_back({{"tensor", operand.element.value},
                                                   {"index", operand.element.index},
                                                   {"value", operand.value},
                                                   {"followed", operand.followed}});
            }
        }
        Json json{{"operand", elementJson(hop.element)}, {"place", coordinatesJson(hop.place)}, {"host", std::move(host)}};
        if (hop.origin.input) {
            json["input"] = {{"tensor", hop.origin.input->value}, {"index", hop.origin.input->index}};
        }
        if (!hop.origin.stop.empty()) {
            json["stop"] = hop.origin.stop;
        }
        if (hop.before) {
            json["explanation"] = explanationJson(*hop.before);
        }
        all.push_back(std::move(json));
    }
    return all;
}

Json trailErrorsJson(const TrailErrors &errors)
{
    Json added = Json::array();
    for (const TrailError &error : errors.added) {
        added.push_back({{"place", error.place}, {"stage", error.stage}, {"added_error", error.added}});
    }
    return {{"added", std::move(added)}, {"total", errors.total}};
}

namespace {

std::string stepsText(const Json &json)
{
    std::string text;
    for (const Json &step : json["steps"]) {
        text += fmt::format("  {:<9} cycle {:>9}  {:>15.8g}  error {:>+12.4e}  {}\n{:>63}= {}\n",
                            step["stage"].get<std::string>(), cycleText(step["cycle"]), step["value"].get<double>(),
                            step["added_error"].get<double>(), step["formula"].get<std::string>(), "",
                            step["numbers"].get<std::string>());
    }
    return text;
}

std::string headText(const Json &json)
{
    return fmt::format("{} product {} [m {}, n {}]{}: {:.8g}, FP32 {:.8g}, error {:+.4e}\n", json["layer"].get<std::string>(),
                       json["product"].dump(), json["m"].dump(), json["n"].dump(),
                       json.contains("position") ? " = " + placeText(json["position"], json.value("tokens", Json::object()))
                                                 : std::string(),
                       json["value"].get<double>(), json["fp32"].get<double>(), json["error"].get<double>());
}

std::string cyclesText(const Json &cycles)
{
    constexpr std::size_t kShown = 12;
    std::string text = cycles.empty() ? "never" : "";
    for (std::size_t i = 0; i < cycles.size() && i < kShown; ++i) {
        text += (i == 0 ? "" : ", ") + cycles[i].dump();
    }
    return cycles.size() > kShown ? fmt::format("{}, ... {} in all, the last {}", text, cycles.size(), cycles.back().dump())
                                  : text;
}

std::string errorsText(const Json &errors)
{
    std::string text = "\n  where error is added along the trail, each in the units of what the step makes\n";
    for (const Json &added : errors["added"]) {
        text += fmt::format("  {:>+12.4e}  {} ({})\n", added["added_error"].get<double>(), added["place"].get<std::string>(),
                            added["stage"].get<std::string>());
    }
    return text + fmt::format("  {:>+12.4e}  in all\n", errors["total"].get<double>());
}

} // namespace

std::string explanationText(const Json &json)
{
    std::string text = headText(json) + "\nfrom the value back to the operands\n" + stepsText(json);
    text += fmt::format("\n  {:>4} {:>8} {:>7} {:>7} {:>4} {:>9} {:>10}  {:>9} {:>5} {:>5}\n", "k", "dot", "scale A", "scale B",
                        "p8", "term", "sum", "cycle", "lane", "entry");
    for (const Json &v : json["vectors"]) {
        text += fmt::format("  {:>4} {:>8} {:>7} {:>7} {:>4} {:>9} {:>10}{} {:>9} {:>5} {:>5}\n", v["k"].dump(), v["dot"].dump(),
                            v["scale_a"].dump(), v["scale_b"].dump(), v["p8"].dump(), v["term"].dump(), v["sum"].dump(),
                            v["saturated"].get<bool>() ? "!" : " ", v["cycle"].dump(), v["lane"].dump(), v["entry"].dump());
    }
    text += "\n  the pairs that weigh most\n";
    for (const Json &o : json["operands"]) {
        text += fmt::format(
            "  k {:>5}  a {:>12.6g} (code {:>4}, {:>12.6g})  b {:>12.6g} (code {:>4}, {:>12.6g})  a*b {:>12.6g}  {}\n",
            o["k"].dump(), o["a"].get<double>(), o["code_a"].dump(), o["value_a"].get<double>(), o["b"].get<double>(),
            o["code_b"].dump(), o["value_b"].get<double>(), o["product"].get<double>(),
            o.contains("place") ? placeText(o["place"]) : std::string());
    }
    if (!json["output"].is_null()) {
        const Json &o = json["output"];
        text += fmt::format(
            "\n  post-processing ({}): x {}, with bias {}, after ReLU {}, t {}, max {}: code {}, scale {}; read out in cycle "
            "{}, written in cycle {} to word {}\n",
            o["format"].get<std::string>(), o["scaled"].dump(), o["biased"].dump(), o["relu"].dump(), o["t"].dump(),
            o["max"].dump(), o["code"].dump(), o["scale"].dump(), cycleText(o["read_out"]), cycleText(o["cycles"]["written"]),
            cycleText(o["address"]));
    }
    if (json.contains("word")) {
        text += "\n  " + json["word"].get<std::string>() + "\n";
        for (const auto &[key, what] : {std::pair("written_by", "written in"), std::pair("cleared_by", "of these emptied in"),
                                        std::pair("read_by", "read in")}) {
            if (json.contains(key)) {
                text += fmt::format("  {} cycles {}\n", what, cyclesText(json[key]));
            }
        }
    }
    for (const Json &hop : json.value("follow", Json::array())) {
        text += fmt::format("\n  <- {}, b {:.6g}\n", placeText(hop["place"]), hop["operand"]["b"].get<double>());
        for (const Json &host : hop["host"]) {
            text += fmt::format("     {} ({}) {:.6g}", host["node"].get<std::string>(), host["op"].get<std::string>(),
                                host["value"].get<double>());
            const char *before = ", of";
            for (const Json &operand : host.value("operands", Json::array())) {
                text += fmt::format("{} {:.6g}{}", before, operand["value"].get<double>(),
                                    operand["followed"].get<bool>() ? " (followed)" : "");
                before = ",";
            }
            text += "\n";
        }
        if (hop.contains("input")) {
            text += fmt::format("     input '{}', element {}\n", hop["input"]["tensor"].get<std::string>(),
                                hop["input"]["index"].dump());
        }
        if (hop.contains("stop")) {
            text += "     " + hop["stop"].get<std::string>() + "\n";
        }
        if (hop.contains("explanation")) {
            text += "  " + headText(hop["explanation"]) + stepsText(hop["explanation"]);
        }
    }
    if (json.contains("follow_errors")) {
        text += errorsText(json["follow_errors"]);
    }
    return text;
}

} // namespace vsq::cli
