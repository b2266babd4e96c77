using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Batchline.IntegrationTests.Documents;

/// <summary>The documentation comments of an assembly, as Markdown.</summary>
internal sealed partial class XmlSummaries(Assembly assembly)
{
    private readonly Dictionary<string, XElement> _members = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"))
        .Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);

    /// <param name="part"><c>summary</c> or <c>value</c>; null: there is none.</param>
    public string? Of(PropertyInfo property, string part) =>
        _members.GetValueOrDefault($"P:{property.DeclaringType!.FullName}.{property.Name}")?.Element(part) is { } element ? Text(element) : null;

    private static string Text(XElement element) => Spaces().Replace(string.Concat(element.Nodes().Select(Text)), " ").Trim();

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" } see => $"`{see.Attribute("cref")!.Value.Split('.')[^1]}`",
        _ => throw new NotSupportedException($"{node} has no form in Markdown yet."),
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
