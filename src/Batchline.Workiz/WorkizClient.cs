using Batchline.Engine.Settings;
using Batchline.Engine.Workiz;
using Batchline.Workiz.Calls;
using Batchline.Workiz.Redaction;
using Batchline.Workiz.Sending;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Batchline.Workiz;

/// <summary>The Workiz API over HTTP: one request per call, every answer a value, and the key nowhere but in the request.</summary>
internal sealed partial class WorkizClient : IWorkizApi, IDisposable
{
    private readonly WorkizAddresses addresses;
    private readonly HttpMessageInvoker invoker;
    private readonly WorkizSender sender;
    private readonly ILogger<WorkizClient> logger;

    public WorkizClient(IOptions<WorkizOptions> options, TimeProvider time, ILogger<WorkizClient> logger)
        : this(options, time, logger, WorkizConnections.Open(options.Value.BaseUrl))
    {
    }

    internal WorkizClient(
        IOptions<WorkizOptions> options, TimeProvider time, ILogger<WorkizClient> logger, HttpMessageHandler connections)
    {
        addresses = new WorkizAddresses(options.Value.BaseUrl);
        invoker = new HttpMessageInvoker(new AddressHandler(connections));
        sender = new WorkizSender(invoker, options.Value.RequestTimeout, time);
        this.logger = logger;
    }

    public void Dispose() => invoker.Dispose();

    public async Task<WorkizAnswer> SendAsync(WorkizToken token, WorkizCall request, Func<bool> leave, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        // Such a path segment would name another address.
        if (!WorkizCall.GetJob.CanAsk(token.Reveal()))
            return new WorkizAnswer.Refused("the key cannot be part of an address");
        var call = Call.Of(request);
        if (call.Path is not { } path)
            return new WorkizAnswer.Invalid("the UUID cannot be part of an address");
        var reply = await sender.SendAsync(addresses.For(token, path), call.BodyLimit, leave, cancellationToken);
        return reply is Reply.NotSent ? new WorkizAnswer.NotSent() : new Redactor(token).Clean(Understand(call, reply));
    }

    private WorkizAnswer Understand(Call call, Reply reply)
    {
        if (reply is not Reply.Received received)
            return new WorkizAnswer.Transient(((Reply.Lost)reply).Reason);

        var reading = AnswerReader.Read(call, received);
        if (reading is { Status: < 200 or > 299, Answer: not WorkizAnswer.Gone })
            LogStatus(reading.Status);
        return reading.Answer;
    }
}
