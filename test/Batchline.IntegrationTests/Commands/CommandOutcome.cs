namespace Batchline.IntegrationTests.Commands;

/// <summary>What a command printed and ended with.</summary>
public sealed record CommandOutcome(int Code, string Output, string Error)
{
    public string All => Output + Error;

    public override string ToString() => $"exit code {Code}\n{Output}\n{Error}";
}
