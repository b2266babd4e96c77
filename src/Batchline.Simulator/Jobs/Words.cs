namespace Batchline.Simulator.Jobs;

/// <summary>What simulated businesses, people and jobs are called.</summary>
internal static class Words
{
    public static readonly string[] FirstNames =
        ["Ana", "Björn", "Chloé", "Dmitri", "Ed", "Fatima", "Grace", "Hiro", "Inés", "Jack", "Łucja", "Mei", "Noah", "Olga", "Zoë"];

    public static readonly string[] LastNames =
        ["O'Neil", "Müller", "Nguyen", "Smith-Jones", "Garcia", "Kowalski", "Sørensen", "Tanaka", "Brown", "de la Cruz", "Ivanova"];

    public static readonly string[] Companies =
        ["Acme \"Quick\" Repairs", "North & South Property", "Café Zürich", "Harbor View HOA", "Blue\\Line Dental", "株式会社サンプル"];

    public static readonly string[] Streets = ["Main St", "Oak Ave", "5th Street NW", "Rue de l'Église", "Sunset Blvd", "County Road 12"];

    public static readonly string[] Cities = ["Austin", "San José", "Denver", "Québec", "Portland", "Tampa"];

    public static readonly string[] States = ["TX", "CA", "CO", "QC", "OR", "FL"];

    public static readonly string[] JobTypes = ["Service", "Install", "Maintenance", "Estimate", "Warranty / callback", "Lock change"];

    public static readonly string[] Sources = ["Google", "Referral", "Repeat customer", "Yelp", "Phone", "Website"];

    public static readonly string[] SubStatuses = ["Waiting for customer", "Parts ordered", "Scheduled", "No show"];

    public static readonly string[] Tags = ["VIP", "warranty", "net-30", "déjà vu", "2nd visit", "do not call"];

    public static readonly string[] Items = ["Diagnostic fee", "Labor, 1 h", "Compressor 24V", "Rekey cylinder", "Pipe ½\"", "Filter 20×25×1"];

    public static readonly string[] Brands = ["Carrier", "Schlage", "Moen", "Trane", ""];

    public static readonly string[] Notes =
    [
        "Customer asked to call 30 minutes before arrival.",
        "Gate code 4711#.\nPark on the street.\tDog in the yard 🐕",
        "Unit leaks water at the base; replaced the gasket, tested twice, no drips. Recommended a new expansion tank.",
        "Kunde wünscht Rückruf. Preis 120 € inkl. Anfahrt.",
        "Says \"it hums\" </br> <b>check</b> C:\\panel",
        "",
    ];
}
