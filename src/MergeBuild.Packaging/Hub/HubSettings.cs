using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;

namespace MergeBuild.Packaging.Hub;

/// <summary>
/// Where the Hub and its cache are, read from the variables that all of its tools share:
/// https://huggingface.co/docs/huggingface_hub/package_reference/environment_variables.
/// </summary>
/// <param name="Endpoint">The Hub's address, with a slash at its end.</param>
/// <param name="CacheDirectory">The folder with a folder for each model.</param>
/// <param name="IsOffline">Whether nothing may be asked over the network.</param>
public sealed record HubSettings(Uri Endpoint, string CacheDirectory, bool IsOffline)
{
    private const string DefaultEndpoint = "https://huggingface.co";
    private const int MaximumTokenLength = 4096;
    private static readonly string[] True = ["1", "ON", "YES", "TRUE"];

    /// <summary>The secret that the Hub, and nobody else, is shown; null for public models alone. Never printed.</summary>
    internal string? Token { get; init; }

    /// <summary>Reads the settings of this process.</summary>
    /// <exception cref="MergeBuildException">One of them cannot be used (MB5114).</exception>
    public static HubSettings FromEnvironment() => From(Environment.GetEnvironmentVariable, PhysicalFileSystem.Instance);

    /// <summary>Reads the settings from variables.</summary>
    /// <param name="variable">Gives the value of a variable, or null.</param>
    /// <param name="files">Where the token file is read from.</param>
    /// <exception cref="MergeBuildException">One of them cannot be used (MB5114).</exception>
    public static HubSettings From(Func<string, string?> variable, IFileSystem files)
    {
        ArgumentNullException.ThrowIfNull(variable);
        string? Value(string name) => variable(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
        string? Folder(string name) => Value(name) is { } value ? Expand(value, Value) : null;
        var cache = Folder("XDG_CACHE_HOME") ?? Path.Combine(Home(Value), ".cache");
        var home = Folder("HF_HOME") ?? Path.Combine(cache, "huggingface");
        var hub = Folder("HF_HUB_CACHE") ?? Folder("HUGGINGFACE_HUB_CACHE") ?? Path.Combine(home, "hub");
        return new HubSettings(
            EndpointOf(Value("HF_ENDPOINT") ?? DefaultEndpoint), Path.GetFullPath(hub), IsTrue(Value("HF_HUB_OFFLINE") ?? Value("TRANSFORMERS_OFFLINE")))
        {
            Token = IsTrue(Value("HF_HUB_DISABLE_IMPLICIT_TOKEN")) ? null
                : Checked(Value("HF_TOKEN") ?? Value("HUGGING_FACE_HUB_TOKEN"), "The token in HF_TOKEN")
                    ?? ReadToken(Folder("HF_TOKEN_PATH") ?? Path.Combine(home, "token"), files),
        };
    }

    private static bool IsTrue(string? value) => value is not null && True.Contains(value, StringComparer.OrdinalIgnoreCase);

    private static string Home(Func<string, string?> variable) =>
        variable("HOME") ?? variable("USERPROFILE") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    private static string Expand(string path, Func<string, string?> variable) =>
        path == "~" || path.StartsWith("~/", StringComparison.Ordinal) ? Home(variable) + path[1..] : path;

    private static Uri EndpointOf(string text) =>
        Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" &&
        uri is { Query: "", Fragment: "", UserInfo: "" }
            ? uri
            : throw DiagnosticTable.HubSettingInvalid.Exception("HF_ENDPOINT", $"'{text}' is not an address such as {DefaultEndpoint}");

    private static string? ReadToken(string path, IFileSystem files)
    {
        if (!DirectoryEntry.Exists(path))
        {
            return null;
        }

        var text = System.Text.Encoding.UTF8.GetString(files.ReadAllBytes(path, MaximumTokenLength)).Trim();
        return text.Length == 0 ? null : Checked(text, $"The token in '{path}'");
    }

    // A line break in a header would end it. The token itself is not shown.
    private static string? Checked(string? token, string what) =>
        token is null || (token.Length <= MaximumTokenLength && token.All(character => character is > ' ' and <= '~'))
            ? token
            : throw DiagnosticTable.HubSettingInvalid.Exception(what, "it has characters that no token has");
}
