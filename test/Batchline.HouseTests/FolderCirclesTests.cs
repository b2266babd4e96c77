namespace Batchline.HouseTests;

public sealed class FolderCirclesTests
{
    [Fact]
    public void A_circle_of_three_folders_is_found_once()
    {
        (string, string)[] uses = [("Api", "Drivers"), ("Drivers", "Engine"), ("Engine", "Ids"), ("Engine", "Api"), ("Tests", "Api")];

        var circles = FolderCircles.Of(uses);

        circles.ShouldHaveSingleItem().ShouldBe(["Api", "Drivers", "Engine"]);
    }

    [Fact]
    public void A_folder_and_one_within_it_are_two()
    {
        (string, string)[] uses = [("Slices", "Slices/Steps"), ("Slices/Steps", "Slices"), ("Heads", "Ids"), ("Ids", "Heads")];

        var circles = FolderCircles.Of(uses);

        circles.Select(circle => string.Join(' ', circle)).ShouldBe(["Slices Slices/Steps", "Heads Ids"]);
    }

    [Fact]
    public void Folders_that_only_go_forward_have_no_circle()
    {
        (string, string)[] uses = [(".", "Api"), (".", "Engine"), ("Api", "Engine")];

        var circles = FolderCircles.Of(uses);

        circles.ShouldBeEmpty();
    }
}
