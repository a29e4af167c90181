#include <tertius/store/store.hpp>

#include "appending.hpp"
#include "erasing.hpp"
#include "open_file.hpp"
#include "owner.hpp"
#include "provenance.hpp"
#include "pseudonyms.hpp"
#include "reading.hpp"
#include "same_people.hpp"

#include <algorithm>

namespace tertius {

class Store::Implementation {
public:
    Implementation(const std::filesystem::path& path, const StoreOptions& options) : file(path, options) {}

    /// What was decided of people, with all that it takes to read and write it.
    struct Decisions {
        explicit Decisions(const store::OpenFile& file)
            : directory(file.connection(), file.secret()), people(file.connection(), file.secret(), directory)
        {
        }
        store::Directory directory;
        store::SamePeople people;
    };

    store::OpenFile file;
};

Store::Store(const std::filesystem::path& path, const StoreOptions& options)
    : implementation_(std::make_unique<Implementation>(path, options))
{
}

Store::~Store() = default;
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;

Appended Store::append(const Network& network, const ImportNote& note, const Execution& execution)
{
    return store::append(implementation_->file, network, note, execution);
}

Network Store::apart(const Execution& execution) const
{
    const store::OpenFile& file = implementation_->file;
    const store::Interruptible interruptible(file.connection(), execution);
    return store::read_network(file.connection(), file.secret()).network;
}

Network Store::network(const Execution& execution) const
{
    return united(apart(execution), same_people());
}

std::optional<Key> Store::owner() const
{
    Implementation::Decisions decided(implementation_->file);
    auto owner =
        store::Owner(implementation_->file.connection(), implementation_->file.secret(), decided.directory).key();
    const auto same = decided.people.all();
    const auto is_other = [&](const SamePerson& decision) { return decision.other == owner; };
    for (auto one = std::ranges::find_if(same, is_other); one != same.end(); one = std::ranges::find_if(same, is_other))
        owner = one->kept;
    return owner;
}

std::vector<SamePerson> Store::same_people() const
{
    return Implementation::Decisions(implementation_->file).people.all();
}

void Store::unite(std::span<const SamePerson> same)
{
    store::Transaction whole(implementation_->file.connection());
    Implementation::Decisions(implementation_->file).people.add(same);
    whole.commit();
}

void Store::part(const Key& other)
{
    store::Transaction whole(implementation_->file.connection());
    Implementation::Decisions(implementation_->file).people.remove(other);
    whole.commit();
}

Erased Store::erase(const Key& person)
{
    return store::erase(implementation_->file, person);
}

Network Store::pseudonymised() const
{
    return store::pseudonymised(network());
}

std::vector<Import> Store::imports() const
{
    return store::imports(implementation_->file.connection(), implementation_->file.secret());
}

std::vector<Provenance> Store::provenance(const Key& a, const Key& b) const
{
    return store::provenance(implementation_->file.connection(), implementation_->file.secret(), a, b);
}

Store::Condition Store::condition() const
{
    return implementation_->file.condition();
}

const std::filesystem::path& Store::path() const
{
    return implementation_->file.path();
}

}  // namespace tertius
