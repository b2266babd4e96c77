namespace Batchline.IntegrationTests.Documents;

public sealed class SettingsPageTests
{
    [Fact]
    public void The_page_of_settings_says_what_the_options_say() => CheckedIn.ShouldHold("docs/settings.md", SettingsPage.Write());
}
