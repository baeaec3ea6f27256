import { randomBytes, verify, X509Certificate } from 'node:crypto';
import { common } from '@hyperledger/fabric-protos';
import { isLowS } from '@careledger/keys';
import { headerBytes, headOf, metadataOf, setMetadata } from './block.ts';

/** What a block signature needs: a P-256 signer with low-S DER signatures and its serialised identity. */
export interface BlockSigner {
  readonly creator: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}

/** Adds the orderer's signature over header and last configuration, as Fabric lays it out. */
export function signBlock(block: common.Block, lastConfig: number, signer: BlockSigner): void {
  const last = new common.LastConfig();
  last.setIndex(lastConfig);
  const value = new common.OrdererBlockMetadata();
  value.setLastConfig(last);
  const header = new common.SignatureHeader();
  header.setCreator(signer.creator);
  header.setNonce(randomBytes(24));
  const signature = new common.MetadataSignature();
  signature.setSignatureHeader(header.serializeBinary());
  const metadata = new common.Metadata();
  metadata.setValue(value.serializeBinary());
  signature.setSignature(signer.sign(signedBytes(block, metadata, signature)));
  metadata.setSignaturesList([signature]);
  setMetadata(block, common.BlockMetadataIndex.SIGNATURES, metadata.serializeBinary());
}

/** Whether a block carries exactly one signature and it is by this orderer certificate. */
export function signedByOrderer(block: common.Block, certificate: X509Certificate): boolean {
  try {
    const metadata = common.Metadata.deserializeBinary(
      metadataOf(block, common.BlockMetadataIndex.SIGNATURES),
    );
    const [signature, ...others] = metadata.getSignaturesList();
    if (signature === undefined || others.length > 0) return false;
    const bytes = signature.getSignature_asU8();
    return (
      isLowS(bytes) &&
      verify('sha256', signedBytes(block, metadata, signature), certificate.publicKey, bytes)
    );
  } catch {
    return false;
  }
}

/** The block that holds the configuration in force, by the orderer's signed metadata. */
export function lastConfigOf(block: common.Block): number {
  const field = metadataOf(block, common.BlockMetadataIndex.SIGNATURES);
  if (field.length === 0) return 0;
  const value = common.Metadata.deserializeBinary(field).getValue_asU8();
  return common.OrdererBlockMetadata.deserializeBinary(value).getLastConfig()?.getIndex() ?? 0;
}

function signedBytes(
  block: common.Block,
  metadata: common.Metadata,
  signature: common.MetadataSignature,
): Buffer {
  return Buffer.concat([
    metadata.getValue_asU8(),
    signature.getSignatureHeader_asU8(),
    headerBytes(headOf(block)),
  ]);
}
