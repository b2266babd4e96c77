using Batchline.Api.Requests;

namespace Batchline.Api.Accounts;

/// <summary>A request to delete an account.</summary>
/// <param name="DeleteJobs">Its jobs too.</param>
internal sealed record AccountRemoval(AccountId Id, bool DeleteJobs)
{
    public static ValueTask<AccountRemoval?> BindAsync(HttpContext context)
    {
        var read = new ParameterReader(context.Request);
        var removal = new AccountRemoval(read.Route<AccountId>(), read.Flag("deleteJobs") ?? false);
        read.Finish();
        return ValueTask.FromResult<AccountRemoval?>(removal);
    }
}
