using Batchline.Api.Accounts;
using Batchline.Commands.Shell;

namespace Batchline.Commands.Connecting;

/// <summary>Finds the accounts that somebody means, and what they are called.</summary>
internal sealed class AccountBook(ApiClient api)
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>Oldest first.</summary>
    public IAsyncEnumerable<AccountView> AllAsync(CancellationToken cancellationToken) =>
        api.ItemsAsync<AccountView>("/api/accounts", cancellationToken);

    /// <param name="nameOrId">An id, or a name in any case.</param>
    /// <exception cref="CouldNotException">No account, or several.</exception>
    public async Task<AccountView> FindAsync(string nameOrId, CancellationToken cancellationToken)
    {
        if (HexId.TryParse<AccountId>(nameOrId, out var id)
            && await api.FindAsync<AccountView>($"/api/accounts/{id}", cancellationToken) is { } named)
            return named;
        var found = await AllAsync(cancellationToken)
            .Where(account => account.Name.Equals(nameOrId, StringComparison.OrdinalIgnoreCase)).ToListAsync(cancellationToken);
        return found switch
        {
            [var account] => account,
            [] => throw new CouldNotException("No account has this name or id. 'batchline accounts list' shows them all."),
            _ => throw new CouldNotException(
                $"{found.Count} accounts have this name. Use an id: {string.Join(", ", found.Take(10).Select(account => account.Id))}"),
        };
    }

    /// <summary>The id of an account that is deleted stands for its name.</summary>
    public async Task<string> NameAsync(string id, CancellationToken cancellationToken)
    {
        if (!_names.TryGetValue(id, out var name))
            _names[id] = name = (await api.FindAsync<AccountView>($"/api/accounts/{id}", cancellationToken))?.Name ?? id;
        return name;
    }
}
