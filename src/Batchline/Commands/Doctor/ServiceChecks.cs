using System.Globalization;
using Batchline.Api.Accounts;
using Batchline.Api.Answers;
using Batchline.Commands.Connecting;

namespace Batchline.Commands.Doctor;

/// <summary>Does the server answer, does its store, and do the clocks agree?</summary>
internal static class ServiceChecks
{
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(30);

    /// <returns>False: nothing more can be looked at.</returns>
    public static async Task<bool> AddAsync(List<Finding> findings, ApiClient api, ServerChoice place)
    {
        try
        {
            using var ready = await api.AnswerAsync(HttpMethod.Get, "/health/ready", null, place.Stop);
            findings.Add(Finding.Good("store", await StoreAsync(api, place.Stop)));
            findings.Add(Clock(ready.Headers.Date));
            await api.GetAsync<PageView<AccountView>>("/api/accounts?limit=1", place.Stop);
            if (!api.IsLocal && !api.Address.IsLoopback && api.Address.Scheme == Uri.UriSchemeHttp)
                findings.Add(Finding.Odd("token", "It goes over plain http, for everybody on the way to read.", "Put TLS before the server and use https."));
            return true;
        }
        catch (ApiUnreachableException e)
        {
            findings.Add(Finding.Bad("server", e.Message, "Is 'batchline serve' running there, and is the address right?"));
        }
        catch (ApiRefusedException e) when (e.Status == StatusCodes.Status401Unauthorized)
        {
            findings.Add(Finding.Bad("token", "The server does not take it.", $"Set {ServerAddress.TokenVariable} to the server's Security:ApiToken."));
        }
        catch (ApiRefusedException e)
        {
            findings.Add(Finding.Bad("store", e.Message, "Look at the server's log, and whether its database runs and has room."));
        }

        return false;
    }

    /// <summary>Where a server has its database is nothing for whoever reaches its health check.</summary>
    private static async Task<string> StoreAsync(ApiClient api, CancellationToken cancellationToken) =>
        api.Database is { } database ? $"It answers: {await database.DescribeAsync(cancellationToken)}." : "It answers.";

    private static Finding Clock(DateTimeOffset? theirs)
    {
        if (theirs is not { } time)
            return Finding.Odd("clock", "The server does not tell its time.", "Is a proxy in between?");
        var off = (DateTimeOffset.UtcNow - time).Duration();
        return off <= ClockTolerance
            ? Finding.Good("clock", "This machine and the server agree.")
            : Finding.Odd(
                "clock",
                string.Create(CultureInfo.InvariantCulture, $"This machine and the server are {off.TotalSeconds:0} seconds apart."),
                "Let both set their clocks by NTP: schedules and what is fresh are judged by the server's.");
    }
}
