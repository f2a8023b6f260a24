// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"

#include "tests/support/errors.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace vsq;
using namespace vsq::test;

class JsonTest : public QObject {
    Q_OBJECT

private slots:
    void textsAreRead()
    {
        QCOMPARE(parseJson(R"({"a": [1, 2.5, "x"]})", "f.json", "settings").at("a").size(), std::size_t{3});
        QCOMPARE(parseJson("\xEF\xBB\xBF{}", "f.json", "settings").size(), std::size_t{0}); // a byte order mark is no error
    }

    void damageIsNamed()
    {
        const auto said = [](const std::string &text) { return messageOf([&] { parseJson(text, "f.json", "settings"); }); };
        QCOMPARE(said("{"), std::string("f.json: byte 2: settings: expected JSON, found a syntax error"));
        QCOMPARE(said(R"({"a": 1e400})"),
                 std::string("f.json: byte 7: settings: expected numbers of at most 1.8e+308, found 1e400"));
        QCOMPARE(said("{\"a\": \"\xFF\"}"), std::string("f.json: byte 8: settings: expected JSON, found a syntax error"));
    }

    void depthIsLimited()
    {
        const auto nested = [](std::size_t levels) { return std::string(levels, '[') + std::string(levels, ']'); };
        QCOMPARE(messageOf([&] { parseJson(nested(kDeepestJson), "f.json", "settings"); }), std::string("no error"));
        for (const std::size_t levels : {kDeepestJson + 1, std::size_t{100000}}) {
            QCOMPARE(messageOf([&] { parseJson(nested(levels), "f.json", "settings"); }),
                     std::string("f.json: byte 65: settings: expected at most 64 levels of brackets, found more"));
        }
        QCOMPARE(parseJson("\"" + std::string(100, '[') + "\\\"" + std::string(100, '{') + "\"", "f", "t").size(),
                 std::size_t{1});
    }

    void namesThatAreNoUtf8AreReplaced()
    {
        QCOMPARE(jsonText(Json{{"name", "w\xFF"}}, -1), std::string("{\"name\":\"w\xEF\xBF\xBD\"}"));
        QCOMPARE(shownJson(Json(std::string(200, 'x'))).size(), std::size_t{83});
    }

    void fieldsAreChecked()
    {
        const Json json = parseJson(R"({"n": 18446744073709551615, "t": 3})", "f.json", "settings");
        QCOMPARE(messageOf([&] { integerField(json, "n", -1, 9, "f.json"); }),
                 std::string("f.json: 'n': value: expected a whole number from -1 to 9, found 18446744073709551615"));
        QCOMPARE(integerField(json, "t", -1, 9, "f.json"), 3);
        QCOMPARE(messageOf([&] { textField(json, "t", "f.json"); }), std::string("f.json: 't': kind: expected a text, found 3"));
        QCOMPARE(messageOf([&] { field(json, "u", "f.json"); }),
                 std::string("f.json: 'u': field: expected one of that name, found none"));
    }
};

VSQ_TEST(JsonTest)
#include "json.moc"
