using System.Text.Json;
using Batchline.Commands.Shell;

namespace Batchline.Commands.Doctor;

/// <summary>Asks Workiz's public status page, once and briefly. No key goes there.</summary>
internal static class StatusPage
{
    private const int MaxBytes = 512 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static async Task<Finding> AskAsync(Uri page, CancellationToken cancellationToken)
    {
        using var over = new CancellationTokenSource(Patience);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            return Found(StatusReport.Read(await ReadAsync(page, either.Token)));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return NotAsked(page, $"it did not answer within {Patience.TotalSeconds:0} seconds");
        }
        catch (JsonException)
        {
            return NotAsked(page, "its answer is not a Statuspage summary");
        }
        catch (HttpRequestException e)
        {
            return NotAsked(page, Reason(e));
        }
    }

    private static async Task<byte[]> ReadAsync(Uri page, CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        using var client = new HttpClient(handler) { MaxResponseContentBufferSize = MaxBytes, Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("Batchline");
        client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        using var answer = await client.GetAsync(page, cancellationToken);

        // A redirect is not followed, so it is one of these.
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsByteArrayAsync(cancellationToken);
    }

    private static string Reason(HttpRequestException failure) => failure switch
    {
        { StatusCode: { } status } => $"it answered {(int)status}",
        { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => "its answer is too large",
        _ => $"it cannot be reached ({Cell.Clean(failure.Message)})",
    };

    private static Finding Found(StatusReport report) => report.IsGood
        ? Finding.Good("workiz", $"{report.Sentence()} Look at the account's key and at the network in between.")
        : Finding.Odd("workiz", report.Sentence(), "Wait: work goes on by itself when Workiz has recovered.");

    private static Finding NotAsked(Uri page, string reason) => Finding.Odd(
        "workiz",
        $"An account has been waiting for Workiz for more than two minutes, and the status page at {page.Host} could not be read: {reason}.",
        "Look at it in a browser. Workiz:StatusPage names another page, or none.");
}
