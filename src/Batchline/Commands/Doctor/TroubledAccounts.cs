using Batchline.Api.Answers;
using Batchline.Api.Operations;
using Batchline.Commands.Connecting;

namespace Batchline.Commands.Doctor;

/// <summary>Looks through what is under way, and through the newest operation, for accounts that Workiz has long failed.</summary>
internal static class TroubledAccounts
{
    private const int MaxOperations = 5;

    public static async Task<bool> AnyForLongAsync(ApiClient api, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var newest = await api.GetAsync<PageView<OperationView>>("/api/operations?limit=100", cancellationToken);
        foreach (var operation in newest.Items.Where((operation, index) => index == 0 || operation.EndTime is null).Take(MaxOperations))
        {
            foreach (var status in new[] { "processing", "blocked" })
            {
                var path = ApiPath.With($"/api/batch-progress/{operation.OperationId}", ("status", status), ("limit", $"{ApiClient.MaxPage}"));
                var found = await api.GetAsync<Found>(path, cancellationToken);
                if (found.AccountStates.Any(account => account.IsForLong(now)))
                    return true;
            }
        }
        return false;
    }

    private sealed record Found(IReadOnlyList<TroubledAccount> AccountStates);
}
