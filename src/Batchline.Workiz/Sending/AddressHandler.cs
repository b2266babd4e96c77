namespace Batchline.Workiz.Sending;

/// <summary>Puts the true address into a request at the last step and removes it afterward. Everything above this handler,
/// including .NET's own request events, which hold the whole path, sees stars.</summary>
internal sealed class AddressHandler(HttpMessageHandler connections) : DelegatingHandler(connections)
{
    private static readonly HttpRequestOptionsKey<WorkizAddress> Address = new("Batchline.Address");

    public static HttpRequestMessage Request(WorkizAddress address)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address.Shown);
        request.Options.Set(Address, address);
        return request;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Options.TryGetValue(Address, out var address))
            throw new InvalidOperationException("A request to Workiz is made by AddressHandler.Request.");

        request.RequestUri = address.Reveal();
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            request.RequestUri = address.Shown;
        }
    }
}
