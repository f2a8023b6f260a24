// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/studystore.h"

#include "core/base/hash.h"
#include "core/study/sqlite.h"

namespace vsq {

namespace {

constexpr const char *kSchema = R"(
CREATE TABLE IF NOT EXISTS subject (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS results (
    id INTEGER PRIMARY KEY,
    format TEXT NOT NULL UNIQUE,
    weight_bits INTEGER NOT NULL, activation_bits INTEGER NOT NULL,
    vector INTEGER NOT NULL, scale_bits INTEGER NOT NULL, granularity INTEGER NOT NULL,
    calibration INTEGER NOT NULL, percentile REAL NOT NULL,
    fidelity TEXT NOT NULL, correct INTEGER NOT NULL, count INTEGER NOT NULL, seconds REAL NOT NULL);
)";

} // namespace

struct StudyStore::Private {
    explicit Private(const std::string &file) : path(file), database(file) {}

    std::optional<std::string> value(const std::string &key) const
    {
        SqlStatement query = database.prepare("SELECT value FROM subject WHERE key = ?");
        query.bind(1, key);
        return query.step() ? std::optional(query.text(0)) : std::nullopt;
    }

    void setValue(const std::string &key, const std::string &value)
    {
        database.prepare("INSERT OR REPLACE INTO subject VALUES (?, ?)").bind(1, key).bind(2, value).step();
    }

    /// The file is this subject's already, or becomes it.
    void claim(const std::string &key, const std::string &shown, const std::string &wanted)
    {
        const auto present = value(key);
        if (!present) {
            setValue(key, wanted);
        } else if (*present != wanted) {
            throw Error({.file = path, .item = {}}, "study of another " + shown, *present, wanted);
        }
    }

    std::string path;
    SqlDatabase database;
};

StudyStore::StudyStore(const std::string &path, const StudySubject &subject) : d(std::make_unique<Private>(path))
{
    d->database.execute(kSchema);
    d->claim("version", "version of the file format", "1");
    d->claim("model_hash", "network", subject.modelHash);
    d->claim("data_hash", "data set", subject.dataHash);
    d->claim("items", "number of items", std::to_string(subject.items));
    d->claim("chip", "chip configuration", subject.chip);
    d->claim("scales", "set of static scales",
             subject.scales.empty() ? "none" : hashOf(subject.scales.data(), subject.scales.size()));
    d->claim("fidelity", "fidelity", subject.fidelity);
    d->claim("shapes", "set of input shapes", subject.shapes);
    d->setValue("model", subject.model);
    d->setValue("data", subject.data);
}

StudyStore::~StudyStore() = default;

std::optional<Accuracy> StudyStore::fp32() const
{
    const auto correct = d->value("fp32_correct");
    const auto count = d->value("fp32_count");
    if (!correct || !count) {
        return std::nullopt;
    }
    return Accuracy{.correct = std::stoll(*correct), .count = std::stoll(*count)};
}

void StudyStore::setFp32(const Accuracy &accuracy)
{
    d->database.execute("BEGIN");
    d->setValue("fp32_correct", std::to_string(accuracy.correct));
    d->setValue("fp32_count", std::to_string(accuracy.count));
    d->database.execute("COMMIT");
}

bool StudyStore::contains(const NumberFormat &format) const
{
    SqlStatement query = d->database.prepare("SELECT 1 FROM results WHERE format = ?");
    query.bind(1, keyOf(format));
    return query.step();
}

void StudyStore::add(const Evaluation &evaluation)
{
    const NumberFormat &format = evaluation.format;
    d->database
        .prepare("INSERT OR REPLACE INTO results (format, weight_bits, activation_bits, vector, scale_bits, granularity, "
                 "calibration, percentile, fidelity, correct, count, seconds) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(1, keyOf(format))
        .bind(2, std::int64_t{format.weights.bits})
        .bind(3, std::int64_t{format.activations.bits})
        .bind(4, std::int64_t{format.weights.vectorSize})
        .bind(5, std::int64_t{format.weights.scaleBits})
        .bind(6, static_cast<std::int64_t>(format.weights.granularity))
        .bind(7, static_cast<std::int64_t>(format.calibration.method))
        .bind(8, format.calibration.percentile)
        .bind(9, std::string(nameOf(evaluation.fidelity)))
        .bind(10, evaluation.quantized.correct)
        .bind(11, evaluation.quantized.count)
        .bind(12, evaluation.seconds)
        .step();
}

std::vector<Evaluation> StudyStore::evaluations() const
{
    std::vector<Evaluation> list;
    const Accuracy reference = fp32().value_or(Accuracy{});
    SqlStatement rows = d->database.prepare(
        "SELECT format, weight_bits, activation_bits, vector, scale_bits, granularity, "
        "calibration, percentile, fidelity, correct, count, seconds FROM results ORDER BY id");
    while (rows.step()) {
        Evaluation e;
        e.format = formatFromKey(rows.text(0));
        e.fidelity = fidelityFromName(rows.text(8));
        e.quantized = {.correct = rows.integer(9), .count = rows.integer(10)};
        e.fp32 = reference;
        e.seconds = rows.real(11);
        list.push_back(e);
    }
    return list;
}

} // namespace vsq
