namespace Batchline.Commands.Demo;

/// <param name="Accounts">How many simulated accounts.</param>
/// <param name="Jobs">How many jobs each of them has.</param>
/// <param name="Exit">End after the summary instead of serving on.</param>
internal sealed record DemoOptions(int Accounts, int Jobs, bool Exit);
