using Batchline.Api.Accounts;
using Batchline.Api.Errors;
using Batchline.Commands.Connecting;

namespace Batchline.Commands.Accounts;

/// <summary>Asks whether Workiz takes the key of an account.</summary>
internal static class KeyTest
{
    public static async Task<KeyTestView> RunAsync(ApiClient api, string account, CancellationToken cancellationToken)
    {
        try
        {
            return await api.SendAsync<KeyTestView>(HttpMethod.Post, $"/api/accounts/{account}/test", null, cancellationToken);
        }
        catch (ApiRefusedException e) when (e.Code == ErrorCodes.AccountLeased)
        {
            return new KeyTestView(Ok: false, Refused: false, "Another process is at work on the account and did not come to the test in time. Try again.");
        }
    }
}
