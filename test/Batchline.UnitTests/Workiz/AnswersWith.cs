namespace Batchline.UnitTests.Workiz;

/// <summary>Connections without a network: each request is answered by a function.</summary>
internal sealed class AnswersWith(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    public int Requests { get; private set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests++;
        return answer(request, cancellationToken);
    }
}
