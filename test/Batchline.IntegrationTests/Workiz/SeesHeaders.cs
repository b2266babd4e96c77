namespace Batchline.IntegrationTests.Workiz;

/// <summary>Passes requests on and tells when the headers of an answer are there: from then on the body is read.</summary>
internal sealed class SeesHeaders(HttpMessageHandler connections) : DelegatingHandler(connections)
{
    private readonly TaskCompletionSource seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Seen => seen.Task;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        seen.TrySetResult();
        return response;
    }
}
