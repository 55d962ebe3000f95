using MergeBuild.Evaluation.Tokenization.AddedTokens;
using MergeBuild.Evaluation.Tokenization.Decoding;
using MergeBuild.Evaluation.Tokenization.Normalization;
using MergeBuild.Evaluation.Tokenization.PostProcessing;
using MergeBuild.Evaluation.Tokenization.PreTokenization;
using MergeBuild.Evaluation.Tokenization.Subwords;

namespace MergeBuild.Evaluation.Tokenization.Files;

/// <summary>What a tokenizer is made of.</summary>
/// <param name="Path">The file, for messages.</param>
/// <param name="AddedTokens">Tokens that are taken out of a text before it is split.</param>
/// <param name="Normalizer">Changes the text.</param>
/// <param name="PreTokenizer">Splits it into words.</param>
/// <param name="Model">Turns words into ids.</param>
/// <param name="PostProcessor">Adds special tokens.</param>
/// <param name="Decoder">Turns tokens into text.</param>
/// <param name="VocabularySize">One more than the highest id.</param>
internal sealed record TokenizerParts(
    string Path, AddedVocabulary AddedTokens, INormalizer Normalizer, IPreTokenizer PreTokenizer, ISubwordModel Model,
    IPostProcessor PostProcessor, IDecoder Decoder, int VocabularySize);
