using Batchline.Engine.Accounts;
using Batchline.Engine.Faults;
using Batchline.Engine.Pace;
using Batchline.Engine.Settings;
using Batchline.Engine.Telemetry;
using Batchline.Engine.Workiz;
using Microsoft.Extensions.Options;

namespace Batchline.Engine.Sending;

/// <summary>The access to Workiz that all accounts of this process share.</summary>
internal sealed record WorkizAccess(IWorkizApi Api, RequestSlots Slots, HostCircuit Host, Instruments Instruments, IOptions<WorkizOptions> Options)
{
    public PaceTerms TermsOf(AccountPace account) => PaceTerms.Of(account, Options.Value);
}
