using System.Globalization;
using System.Net.Http.Headers;

namespace Batchline.Workiz.Sending;

/// <summary>Sends one request once and reads its answer, both within one time limit.</summary>
internal sealed class WorkizSender(HttpMessageInvoker invoker, TimeSpan timeLimit, TimeProvider time)
{
    // The default names of some libraries are answered with 403.
    private static readonly string UserAgent =
        $"Mozilla/5.0 (compatible; Batchline/{typeof(WorkizSender).Assembly.GetName().Version?.ToString(3)})";

    public async Task<Reply> SendAsync(WorkizAddress address, int bodyLimit, Func<bool> leave, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(timeLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var content = new OneSendContent(leave);
        try
        {
            using var request = CreateRequest(address, content);
            using var response = await invoker.SendAsync(request, either.Token);
            return await ReceiveAsync(response, bodyLimit, either.Token);
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            if (content.WasTooLate)
                return new Reply.NotSent();
            cancellationToken.ThrowIfCancellationRequested();
            return new Reply.Lost(ReasonOf(exception, limit.IsCancellationRequested));
        }
    }

    private static HttpRequestMessage CreateRequest(WorkizAddress address, OneSendContent content)
    {
        var request = AddressHandler.Request(address);
        request.Content = content;
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        return request;
    }

    private async Task<Reply> ReceiveAsync(HttpResponseMessage response, int bodyLimit, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var wait = RetryAfter.Read(response.Headers, time.GetUtcNow());
        try
        {
            var body = await LimitedBody.ReadAsync(response.Content, bodyLimit, cancellationToken);
            return new Reply.Received(status, wait, body ?? default, TooLarge: body is null);
        }
        catch (Exception exception) when (status == 429 && IsLoss(exception) && !cancellationToken.IsCancellationRequested)
        {
            // The status says enough.
            return new Reply.Received(status, wait, default, TooLarge: false);
        }
    }

    private string ReasonOf(Exception exception, bool timeIsUp) => exception switch
    {
        _ when timeIsUp => $"no answer within {Seconds(timeLimit)} s",
        OperationCanceledException => $"no connection within {Seconds(WorkizConnections.ConnectTimeout)} s",
        _ => LostReason.Of(exception),
    };

    private static bool IsLoss(Exception exception) =>
        exception is OperationCanceledException or HttpRequestException or IOException or InvalidDataException;

    private static string Seconds(TimeSpan span) => span.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
}
