namespace Batchline.Simulator.Worlds;

/// <summary>The token is good again and answers its own account's jobs.</summary>
public sealed record RestoreEvent : AccountEvent
{
    internal override void Apply(World world, Account account)
    {
        account.Refused = false;
        account.AnswersFor = null;
    }
}
