#include "incoming.hpp"

#include <algorithm>
#include <utility>

namespace tertius::store {

namespace {

class PersonEntries : public IncomingColumn {
public:
    PersonEntries(const PersonColumn& column, const std::vector<IncomingPerson>& people)
        : column_(column), people_(people)
    {
    }
    [[nodiscard]] Entry told(std::size_t row) const override { return people_[column_[row]].hash; }
    [[nodiscard]] Field field(std::size_t row) override { return people_[column_[row]].id; }

private:
    const PersonColumn& column_;
    const std::vector<IncomingPerson>& people_;
};

class WordEntries : public IncomingColumn {
public:
    WordEntries(const std::vector<std::uint32_t>& codes, IncomingWords distinct, Words& words)
        : codes_(codes), distinct_(std::move(distinct)), words_(words)
    {
    }
    [[nodiscard]] Entry told(std::size_t row) const override
    {
        const auto* word = distinct_.find(codes_[row]);
        return word == nullptr ? Entry() : Entry(word->hash);
    }
    [[nodiscard]] Entry kept(std::size_t row) const override
    {
        const auto* word = distinct_.find(codes_[row]);
        return word == nullptr ? Entry() : Entry(word->kept_hash);
    }
    void prepare(std::span<const std::size_t> rows) override
    {
        std::vector<std::uint32_t> codes;
        codes.reserve(rows.size());
        for (const std::size_t row : rows)
            if (distinct_.find(codes_[row]) != nullptr) codes.push_back(codes_[row]);
        distinct_.prepare(codes, words_);
    }
    [[nodiscard]] Field field(std::size_t row) override
    {
        if (distinct_.find(codes_[row]) == nullptr) return {};
        return distinct_.id(codes_[row], words_);
    }
    [[nodiscard]] std::string_view text(std::size_t row) const override
    {
        const auto* word = distinct_.find(codes_[row]);
        return word == nullptr ? std::string_view() : word->kept();
    }

private:
    const std::vector<std::uint32_t>& codes_;
    IncomingWords distinct_;
    Words& words_;
};

/// The types of relationships, by their words.
class TypeEntries : public IncomingColumn {
public:
    TypeEntries(const TypeColumn& column, const Border& border)
        : codes_(column.size()), words_(codes_, IncomingWords(names(), border.secret, nullptr), border.words)
    {
        for (std::size_t row = 0; row < codes_.size(); ++row) codes_[row] = static_cast<std::uint32_t>(column[row]);
    }
    [[nodiscard]] Entry told(std::size_t row) const override { return words_.told(row); }
    void prepare(std::span<const std::size_t> rows) override { words_.prepare(rows); }
    [[nodiscard]] Field field(std::size_t row) override { return words_.field(row); }

private:
    static const std::vector<std::string>& names()
    {
        static const std::vector<std::string> all = [] {
            std::vector<std::string> names;
            names.reserve(relationship_types.size());
            for (const RelationshipType type : relationship_types) names.emplace_back(name(type));
            return names;
        }();
        return all;
    }

    std::vector<std::uint32_t> codes_;
    WordEntries words_;
};

class TimeEntries : public IncomingColumn {
public:
    explicit TimeEntries(const TimeColumn& column) : column_(column) {}
    [[nodiscard]] Entry told(std::size_t row) const override
    {
        return column_[row] == no_time ? Entry() : Entry(static_cast<std::uint64_t>(column_[row]));
    }
    [[nodiscard]] Field field(std::size_t row) override
    {
        return column_[row] == no_time ? Field() : Field(column_[row]);
    }

private:
    const TimeColumn& column_;
};

class NumberEntries : public IncomingColumn {
public:
    explicit NumberEntries(const NumberColumn& column) : column_(column) {}
    [[nodiscard]] Entry told(std::size_t row) const override
    {
        const Field number = number_field(column_[row]);
        return number ? Entry(static_cast<std::uint64_t>(*number)) : Entry();
    }
    [[nodiscard]] Field field(std::size_t row) override { return number_field(column_[row]); }

private:
    const NumberColumn& column_;
};

std::unique_ptr<IncomingColumn> incoming_words(const WordColumn& column, const Border& border,
                                               const ErasedPeople* erased)
{
    return std::make_unique<WordEntries>(column.codes, IncomingWords(column.words, border.secret, erased),
                                         border.words);
}

}  // namespace

IncomingWords::IncomingWords(const std::vector<std::string>& words, const Secret& secret, const ErasedPeople* erased)
{
    words_.reserve(words.size());
    for (const std::string& text : words) {
        Word word{.text = text, .hash = secret.hash(text)};
        if (erased != nullptr) word.redacted = erased->without_mentions(text);
        word.kept_hash = word.redacted ? secret.hash(*word.redacted) : word.hash;
        words_.push_back(std::move(word));
    }
}

const IncomingWords::Word* IncomingWords::find(std::uint32_t code) const
{
    return code == no_word || words_[code].text.empty() ? nullptr : &words_[code];
}

std::int64_t IncomingWords::id(std::uint32_t code, Words& words)
{
    Word& word = words_[code];
    if (word.id == 0) word.id = words.id(word.kept(), word.kept_hash);
    return word.id;
}

void IncomingWords::prepare(std::span<std::uint32_t> codes, Words& words)
{
    // In portions: words that come together get ids close together, which makes reading them fast.
    constexpr std::size_t portion = 32'768;
    for (; !codes.empty(); codes = codes.subspan(std::min(portion, codes.size()))) {
        const auto some = codes.first(std::min(portion, codes.size()));
        std::ranges::sort(some, {},
                          [&](std::uint32_t code) { return static_cast<std::int64_t>(words_[code].kept_hash); });
        for (const std::uint32_t code : some) (void)id(code, words);
    }
}

std::unique_ptr<IncomingColumn> incoming(const PersonColumn& column, const Border& border)
{
    return std::make_unique<PersonEntries>(column, border.people);
}

std::unique_ptr<IncomingColumn> incoming(const TypeColumn& column, const Border& border)
{
    return std::make_unique<TypeEntries>(column, border);
}

std::unique_ptr<IncomingColumn> incoming(const WordColumn& column, const Border& border)
{
    return incoming_words(column, border, &border.erased);
}

std::unique_ptr<IncomingColumn> incoming(const TimeColumn& column, const Border&)
{
    return std::make_unique<TimeEntries>(column);
}

std::unique_ptr<IncomingColumn> incoming(const NumberColumn& column, const Border&)
{
    return std::make_unique<NumberEntries>(column);
}

std::unique_ptr<IncomingColumn> incoming_names(const WordColumn& column, const Border& border)
{
    return incoming_words(column, border, nullptr);
}

}  // namespace tertius::store
